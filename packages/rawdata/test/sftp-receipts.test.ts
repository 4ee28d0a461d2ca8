import { flisError } from '@flis/core'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { businessReceiptXml, receiptOf } from '../src/sftp/business-receipt.js'
import { remotePairs } from '../src/sftp/remote-pairs.js'
import type { Outcome } from '../src/source.js'

const NAME = 'KY_0751_2022-10_001_F.zip'
const metadata = { fileName: NAME, sizeInBytes: 3, sender: 'NC', recipients: ['FLIS'] }
const flat = (xml: string): string => xml.replaceAll(/\s*\n\s*/g, '')

describe('a BusinessReceipt', () => {
  it.each<[Outcome['state'], string]>([
    ['received', 'ACCEPTED'],
    ['loaded', 'ACCEPTED'],
    ['held', 'ACCEPTED'],
    ['duplicate', 'ACCEPTED'],
    ['rejected', 'REJECTED'],
  ])('of a delivery that is %s says %s', (state, status) => {
    const error = flisError('L012', { file: NAME, found: 'X' })
    expect(receiptOf({ state, sha256: 'a', error } as Outcome).status).toBe(status)
  })

  it('names file and transfer, and of a refusal code and reason', () => {
    const outcome: Outcome = { state: 'rejected', sha256: 'a', error: flisError('L012', { found: 'X <&>' }) }
    const withIds = { ...metadata, fileTransferUuid: 'u-1', sendersFileId: 's-1' }
    expect(flat(businessReceiptXml(NAME, withIds, receiptOf(outcome)))).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>' +
        '<ns:BusinessReceipt xmlns:ns="http://serviceplatformen.dk/xml/wsdl/soap11/SFTP/1/types">' +
        '<FileTransferUUID>u-1</FileTransferUUID>' +
        `<FileDescriptor><FileName>${NAME}</FileName><SendersFileId>s-1</SendersFileId></FileDescriptor>` +
        '<Receipt><Status>REJECTED</Status><Code>L012</Code>' +
        '<Reason>FLIS-L012 afsenderen må ikke levere denne kilde (fundet X &lt;&amp;&gt;) → ' +
        'bed afsenderen om en rettet leverance med næste løbenr</Reason></Receipt></ns:BusinessReceipt>',
    )
  })

  it('is well-formed whatever a sender wrote, and holds no CPR number', () => {
    const outcome: Outcome = {
      state: 'rejected',
      sha256: 'a',
      error: flisError('L012', { found: 'a\u0000\uFFFF]]> 0101410001' }),
    }
    const xml = businessReceiptXml(`${NAME}\u0001`, undefined, receiptOf(outcome))
    expect(() => new SaxesParser().write(xml).close()).not.toThrow()
    expect(xml).not.toContain('0101410001')
    expect(xml).not.toContain('FileTransferUUID')
  })
})

describe('what stands in a remote folder', () => {
  const file = (name: string) => ({ name, bytes: 1, changedAt: 0 })
  it('is pairs by periode and løbenr, whatever else lies there', () => {
    const names = [
      'KY_0751_2022-10_002_F.zip',
      'KY_0751_2022-10_001_F.zip.metadata',
      'KY_0751_2022-09_001_F.zip',
      'KY_0751_2022-10_001_F.zip',
      '.hidden',
      'x.part',
      'x.tmp',
      'x.filepart',
      'FLIS_KY_0751_2022-10_DM_001.zip.sftpreceipt',
      'FLIS_KY_0751_2022-10_DM_001.zip.businessreceipt',
      '../../etc/passwd',
      'a\\b',
      'a\u0000b',
    ]
    expect(
      remotePairs(names.map(file)).map(({ fileName, data, metadata: of }) => [
        fileName,
        data !== undefined,
        of !== undefined,
      ]),
    ).toEqual([
      ['KY_0751_2022-09_001_F.zip', true, false],
      ['KY_0751_2022-10_001_F.zip', true, true],
      ['KY_0751_2022-10_002_F.zip', true, false],
    ])
  })
})
