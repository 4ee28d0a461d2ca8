import { KYAfgoerelse, KYOpgave, KYSag, KYSagTilstand, KYYdelse } from '@flis/domains/ky'
import { type CsvContract, csvContract } from '../write/csv-contract.js'

const caseworker = (number: string): string => `'SB' || lpad((${number})::varchar, 4, '0')`

/** The KY contracts that the sample delivers: what of the world a full delivery shows on a day. */
export const KY_CONTRACTS: readonly CsvContract[] = [
  csvContract(KYSag, {
    from: 'sager',
    known: 'oprettet',
    order: 'sag',
    values: (shown) => ({
      SagId: 'sag_id',
      KleNummer: `case when rettet <= ${shown} and rettemaaned % 10 = 0 then '32.24.08' else kle end`,
      YdelsesmodtagerCpr: 'modtager',
      BevillingsmodtagerCpr: 'bevilling',
      SagsbehandlerId: `
        case
          when rettet <= ${shown} then ${caseworker('coalesce(sagsbehandler, 0) + 1')}
          else ${caseworker('sagsbehandler')}
        end`,
      OrganisationId: "'ORG' || organisation",
      OprettetDato: 'oprettet',
    }),
  }),
  csvContract(KYSagTilstand, {
    from: 'tilstande',
    known: 'fra',
    order: 'sag, sekvens',
    values: (shown) => ({
      SagId: 'sag_id',
      Sekvens: 'sekvens',
      Tilstand: 'tilstand',
      FraDato: `case when rettet <= ${shown} then rettet_fra else fra end`,
    }),
  }),
  csvContract(KYOpgave, {
    from: 'opgaver',
    known: 'oprettet',
    order: 'sag, nr',
    values: (shown) => {
      const ended = `slut <= ${shown}`
      return {
        OpgaveId: 'opgave_id',
        SagId: 'sag_id',
        Opgavetype: `case when rettet <= ${shown} and nr = 0 then 'Opfølgning' else opgavetype end`,
        BorgerCpr: 'borger',
        SagsbehandlerId: caseworker('sagsbehandler'),
        OrganisationId: "'ORG' || organisation",
        Tilstand: `case when ${ended} then udfald else 'Åben' end`,
        OprettetDato: 'oprettet',
        AfsluttetDato: `case when ${ended} and not uden_slut then slut end`,
      }
    },
  }),
  csvContract(KYYdelse, {
    from: 'ydelser',
    known: 'kendt',
    order: 'sag, nr',
    values: (shown) => ({
      YdelseId: 'ydelse_id',
      SagId: 'sag_id',
      Ydelsesart: 'ydelsesart',
      Ydelsestype: `case when rettet <= ${shown} and rettelse = 0 then 'Særlig' else ydelsestype end`,
      StartDato: `case when rettet <= ${shown} and rettelse > 0 then start - 1 - rettelse % 7 else start end`,
      SlutDato: `case when slut_kendt <= ${shown} then slut end`,
    }),
  }),
  csvContract(KYAfgoerelse, {
    from: 'afgoerelser',
    known: 'dag',
    order: 'sag, nr, raekke_nr',
    values: (shown) => ({
      AfgoerelseId: 'afgoerelse_id',
      RaekkeNr: 'raekke_nr',
      SagId: 'sag_id',
      Afgoerelsestype: `case when rettelse < 30 and dag + 60 <= ${shown} then 'Genvurdering' else afgoerelsestype end`,
      AfgoerelseTidspunkt: "strftime(dag, '%Y-%m-%d') || 'T' || klokken",
    }),
  }),
]
