import { kilde } from '@flis/core'

/**
 * Enrolments in day care, by Danmarks Statistik's interface (SF1630_Bilag_FLISDagtilbud); any sender, per kommune.
 * Source: specification 2.4, 2.5. The record layout is not public: it is this project's.
 */
export const FLISDagtilbud = kilde('FLISDagtilbud')

export const dagtilbudCsv = { format: 'csv', encoding: 'ISO-8859-1', optionalFile: false } as const
