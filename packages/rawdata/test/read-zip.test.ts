import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openZip, type ZipMember } from '../src/zip/read-zip.js'
import type { ZipLimits } from '../src/zip/zip-budget.js'
import { failureOf } from './failure-of.js'
import { temporaryFolder } from './temporary-folder.js'
import { type ZipPart, zipBytes } from './zip-bytes.js'

const file = 'KY_0751_2022-10_001_F.zip'
const KYSag: ZipPart = { name: 'KYSag.csv', data: 'SagId;KleNummer\n1;32.24.04\n' }

const opened = async (bytes: Buffer, limits?: ZipLimits) => {
  const path = join(await temporaryFolder(), 'work.zip')
  await writeFile(path, bytes)
  return openZip(path, file, limits)
}

const textOf = async (member: ZipMember | undefined): Promise<string> => {
  const parts: Buffer[] = []
  for await (const chunk of member?.chunks() ?? []) parts.push(chunk)
  return Buffer.concat(parts).toString()
}

const numbered = Array.from({ length: 50_000 }, (_, i) => `Y${(i * 7_919) % 100_003}\n`).join('')

describe('a zip file', () => {
  it('gives its members, packed and stored, in its order', async () => {
    const archive = await opened(
      zipBytes([
        { ...KYSag, stored: true },
        { name: 'KYYdelse.csv', data: numbered },
        { name: 'empty.csv', data: '' },
        { name: 'empty-stored.csv', data: '', stored: true },
      ]),
    )
    expect(archive.members.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['KYSag.csv', 27],
      ['KYYdelse.csv', numbered.length],
      ['empty.csv', 0],
      ['empty-stored.csv', 0],
    ])
    expect(await textOf(archive.members[0])).toBe(KYSag.data)
    expect(await textOf(archive.members[1])).toBe(numbered)
    expect(await textOf(archive.members[2])).toBe('')
    expect(await textOf(archive.members[3])).toBe('')
    archive.close()
  })

  it('leaves out folders and writes names in one way', async () => {
    const archive = await opened(
      zipBytes([
        { name: 'data/', data: '', stored: true, mode: 0o040755 },
        { name: './data//KYSag.csv', data: 'x', mode: 0o100644 },
        { name: 'Ældre.json', data: '{}' },
      ]),
    )
    expect(archive.members.map(({ name }) => name)).toEqual(['data/KYSag.csv', 'Ældre.json'])
    archive.close()
  })

  it('of no members is whole', async () => {
    expect((await opened(zipBytes([]))).members).toEqual([])
  })

  it('gives a member twice', async () => {
    const archive = await opened(zipBytes([KYSag]))
    expect(await textOf(archive.members[0])).toBe(KYSag.data)
    expect(await textOf(archive.members[0])).toBe(KYSag.data)
    archive.close()
  })

  it('can be left in the middle of a member', async () => {
    const archive = await opened(
      zipBytes([{ name: 'a', data: Buffer.alloc(3_000_000, 'abcdefghij\n'), stored: true }]),
    )
    for await (const chunk of archive.members[0]?.chunks() ?? []) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
    archive.close()
  })

  it('may hold a few hundred equal lines, which compress better than any ratio', async () => {
    const archive = await opened(
      zipBytes([{ name: 'a.csv', data: '1;0101410001;2022-01-01\n'.repeat(4_000) }]),
    )
    expect(await textOf(archive.members[0])).toHaveLength(96_000)
  })
})

describe('a zip file is refused before a member is opened', () => {
  const whole = zipBytes([KYSag])
  const strong = { ...KYSag, flags: 0x841 }
  it.each<[string, string, Buffer]>([
    ['L030', 'no bytes', Buffer.alloc(0)],
    ['L030', 'no zip', Buffer.from('SagId;KleNummer\n1;32.24.04\n')],
    ['L030', 'an end too early', whole.subarray(0, -10)],
    ['L030', 'a beginning cut off', whole.subarray(40)],
    [
      'L030',
      'a damaged directory',
      Buffer.from(whole.toString('latin1').replace('PK\x01\x02', 'PK\x01\x03'), 'latin1'),
    ],
    ['L030', 'an unknown packing method', zipBytes([{ ...KYSag, method: 12 }])],
    ['L031', 'encryption', zipBytes([{ ...KYSag, flags: 0x801 }])],
    ['L031', 'strong encryption', zipBytes([KYSag, strong])],
    ['L032', 'a name with ..', zipBytes([{ ...KYSag, name: '../KYSag.csv' }])],
    ['L032', 'a name with .. inside', zipBytes([{ ...KYSag, name: 'a/../../KYSag.csv' }])],
    ['L032', 'an absolute name', zipBytes([{ ...KYSag, name: '/etc/passwd' }])],
    ['L032', 'a drive letter', zipBytes([{ ...KYSag, name: 'C:KYSag.csv' }])],
    ['L032', 'a backslash', zipBytes([{ ...KYSag, name: 'data\\KYSag.csv' }])],
    ['L032', 'a NUL', zipBytes([{ ...KYSag, name: 'KYSag.csv\0.txt' }])],
    ['L032', 'an empty name', zipBytes([{ ...KYSag, name: '' }])],
    [
      'L032',
      'a link',
      zipBytes([KYSag, { name: 'b.csv', data: '/etc/passwd', stored: true, mode: 0o120777 }]),
    ],
    ['L032', 'a pipe', zipBytes([{ ...KYSag, mode: 0o010644 }])],
    ['L032', 'the same name twice', zipBytes([KYSag, KYSag])],
    ['L032', 'the same name in two ways', zipBytes([KYSag, { ...KYSag, name: './KYSag.csv' }])],
    ['L032', 'a folder with ..', zipBytes([{ name: '../x/', data: '', stored: true }])],
  ])('%s for %s', async (code, _, bytes) => {
    const error = await failureOf(() => opened(bytes))
    expect(error).toMatchObject({ code, facts: { file } })
  })

  it.each<[string, ZipPart, ZipLimits]>([
    [
      'claims more than the ratio',
      { name: 'a', data: Buffer.alloc(1_000_000) },
      { ratio: 200, totalBytes: 1e9 },
    ],
    ['claims more than the total', { ...KYSag, claimedBytes: 1e9 }, { ratio: 1e9, totalBytes: 1e8 }],
  ])('L033 when it %s', async (_, part, limits) => {
    expect((await failureOf(() => opened(zipBytes([part]), limits))).code).toBe('L033')
  })
})

describe('a member', () => {
  const read = async (parts: readonly ZipPart[], limits?: ZipLimits) => {
    const archive = await opened(zipBytes(parts), limits)
    try {
      for (const member of archive.members) await textOf(member)
    } finally {
      archive.close()
    }
  }
  const packed = deflateRawSync(Buffer.from(KYSag.data))

  it.each<[string, ZipPart]>([
    ['whose checksum is wrong', { ...KYSag, claimedCrc: 1 }],
    ['stored, whose checksum is wrong', { ...KYSag, stored: true, claimedCrc: 1 }],
    ['that is shorter than it claims', { ...KYSag, claimedBytes: 28 }],
    ['that is longer than it claims', { ...KYSag, claimedBytes: 26 }],
    ['whose packed bytes end too early', { ...KYSag, packed: packed.subarray(0, -4) }],
    ['whose packed bytes are none', { ...KYSag, packed: Buffer.from([0xff, 0xff, 0xff]) }],
  ])('%s is damaged, L030', async (_, part) => {
    const error = await failureOf(() => read([part]))
    expect(error).toMatchObject({ code: 'L030', facts: { file, detail: 'KYSag.csv' } })
  })

  it('whose local header is damaged is refused L030', async () => {
    const bytes = zipBytes([KYSag])
    bytes.write('XX', 0)
    const archive = await opened(bytes)
    expect((await failureOf(() => textOf(archive.members[0]))).code).toBe('L030')
    archive.close()
  })

  it('that unpacks beyond the ratio whatever it claims is refused L033', async () => {
    const bomb = { name: 'a', data: Buffer.alloc(4_000_000), claimedBytes: 100 }
    expect((await failureOf(() => read([bomb]))).code).toBe('L033')
  })

  it('that brings the total over its limit whatever it claims is refused L033', async () => {
    const part = (name: string): ZipPart => ({ name, data: 'x'.repeat(60), stored: false, claimedBytes: 1 })
    const error = await failureOf(() =>
      read([{ name: 'a', data: 'y'.repeat(50) }, part('b')], { ratio: 200, totalBytes: 100 }),
    )
    expect(error).toMatchObject({ code: 'L033', facts: { detail: 'b' } })
  })
})

describe('a zip file that is not there', () => {
  it('is not called damaged', async () => {
    await expect(openZip('/nowhere/at/all.zip', file)).rejects.toThrow(/ENOENT/)
  })
})
