import { CODES, codeName, codeWords, type ErrorFacts, errorWords, type FlisCode, flisError } from '@flis/core'
import { describe, expect, it } from 'vitest'

const codes = Object.keys(CODES) as FlisCode[]

describe('every code', () => {
  it.each(codes)('%s has words in two languages', (code) => {
    expect(codeWords(code, 'en')).toMatch(/\w{2}/)
    expect(codeWords(code, 'da')).toMatch(/\w{2}/)
    expect(codeWords(code, 'da')).not.toBe(codeWords(code, 'en'))
    expect(codeWords(code)).toBe(codeWords(code, 'en'))
  })

  it.each(['en', 'da'] as const)('has a sentence of its own in %s', (language) => {
    expect(new Set(codes.map((code) => codeWords(code, language))).size).toBe(codes.length)
  })

  it.each(codes)('%s is told with its code first and the next command last', (code) => {
    const error = flisError(code, { delivery: 'NC:KY_0751_2022-10_001_F.zip', left: 'nothing was changed' })
    const words = errorWords(error)
    expect(words.startsWith(`FLIS-${code} `)).toBe(true)
    expect(words.endsWith(` → ${error.next}`)).toBe(true)
    expect(words).toContain('; nothing was changed →')
  })

  it.each(codes)('%s says in Danish what to do, in Danish words or as the same command', (code) => {
    const error = flisError(code)
    const next = errorWords(error, 'da').split(' → ')[1]
    if (error.next.startsWith('flis ')) expect(next).toBe(error.next)
    else {
      expect(next).toMatch(/\w/)
      expect(next).not.toBe(error.next)
    }
  })

  it.each(codes)('%s has a short name', (code) => {
    expect(codeName(code)).toBe(CODES[code].name)
  })
})

describe('the words of an error', () => {
  it.each<[string, FlisCode, ErrorFacts, string, string]>([
    [
      'tell the facts in their order',
      'L041',
      { file: 'KYSag.csv', columns: ['SagId', 'KleNummer'] },
      'FLIS-L041 the header is not as the contract says (file KYSag.csv, columns SagId, KleNummer) → ask the sender for a corrected delivery with the next løbenr',
      'FLIS-L041 kolonnenavnene er ikke som kontrakten siger (fil KYSag.csv, kolonner SagId, KleNummer) → bed afsenderen om en rettet leverance med næste løbenr',
    ],
    [
      'without facts need no brackets',
      'U005',
      {},
      'FLIS-U005 nothing has been published yet → flis month-run <yyyy-mm>',
      'FLIS-U005 der er endnu ikke udgivet noget → flis month-run <yyyy-mm>',
    ],
    [
      'name who holds the warehouse',
      'S001',
      { holder: 'PID 4711' },
      'FLIS-S001 another process is using the warehouse (holder PID 4711) → wait for the running command, then try again',
      'FLIS-S001 en anden proces bruger lageret (holdes af PID 4711) → vent på den kørende kommando, og prøv igen',
    ],
    [
      'tell the state left behind apart from the facts',
      'S002',
      { left: 'all committed deliveries are intact' },
      'FLIS-S002 the disk is full; all committed deliveries are intact → make room on the disk, then run the same command again',
      'FLIS-S002 disken er fuld; all committed deliveries are intact → skaf plads på disken, og kør den samme kommando igen',
    ],
    [
      'tell a line',
      'R001',
      { line: 17, file: 'KYSag.csv' },
      'FLIS-R001 a quote is not closed on its line, the line is no JSON object, or the record cannot be decoded (line 17, file KYSag.csv) → flis quarantine show',
      'FLIS-R001 et citationstegn er ikke lukket på sin linje, linjen er ikke et JSON-objekt, eller posten kan ikke afkodes (linje 17, fil KYSag.csv) → flis quarantine show',
    ],
  ])('%s', (_name, code, facts, english, danish) => {
    expect(errorWords(flisError(code, facts))).toBe(english)
    expect(errorWords(flisError(code, facts), 'da')).toBe(danish)
  })
})
