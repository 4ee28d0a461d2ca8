import { errorWords, type FlisError } from '@flis/core'

/** The text of `<file>.error.json`: code, what it means in Danish and English, what to do. */
export const errorFile = (fileName: string, error: FlisError): string =>
  `${JSON.stringify(
    {
      file: fileName,
      code: error.code,
      da: errorWords(error, 'da'),
      en: errorWords(error, 'en'),
      next: error.next,
      facts: error.facts,
    },
    undefined,
    2,
  )}\n`
