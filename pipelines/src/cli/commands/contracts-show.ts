import { type Contract, columnType, deliveredAs, type Field, wideFamilies } from '@flis/core'
import { fieldValues } from '../../contracts/field-values.js'
import type { Cli, CommandRun } from '../command.js'
import { contractNamed } from '../found.js'
import { jsonText } from '../json-text.js'
import { areasHere } from '../opened.js'
import { argument } from '../options.js'
import { printFacts, printList } from '../text-table.js'

/** The columns of a contract's file: its fields, then one for each family that grows (`y_YYWW`). */
const fieldsOf = (contract: Contract): readonly (readonly [string, Field])[] => [
  ...Object.entries(contract.fields),
  ...wideFamilies(contract).map(({ prefix, form, field }) => [`${prefix}_${form}`, field] as const),
]

const fieldRows = (contract: Contract) =>
  fieldsOf(contract).map(([name, field]) => ({
    name,
    kind: field.kind.type,
    type: columnType(field),
    key: field.key,
    required: field.required,
    rule: fieldValues(field),
    data: field.data,
    dm: field.dm ?? null,
    description: field.description ?? null,
  }))

const printFields = (cli: Cli, contract: Contract): Promise<void> =>
  printList(
    cli,
    [
      { name: 'name', title: ['field', 'felt'] },
      { name: 'type', title: ['type', 'type'] },
      { name: 'must', title: ['required', 'påkrævet'] },
      { name: 'rule', title: ['values', 'værdier'] },
      { name: 'data', title: ['personal data', 'persondata'] },
      { name: 'dm', title: ['name in DM', 'navn i DM'] },
      { name: 'description', title: ['description', 'beskrivelse'] },
    ],
    fieldRows(contract).map((row) => ({
      ...row,
      must: row.key ? cli.words('key', 'nøgle') : row.required ? cli.words('yes', 'ja') : '',
    })),
    '',
  )

/** `flis contracts show <name>`: fields, types, codes, categories of personal data. */
export const contractsShow: CommandRun = async (cli) => {
  const contract = contractNamed(await areasHere(cli), argument(cli, 0))
  const { name, kilde, mode, absence, persons, key, keyScope, unit, checks, description } = contract
  const order = checks.map((each) =>
    each.check === 'order' ? `${each.start} ≤ ${each.end}` : `${each.code}: ${each.columns.join(', ')}`,
  )
  const { format } = contract.reader
  const delivered = deliveredAs(contract).name
  if (cli.json) {
    await cli.line(
      jsonText({
        name,
        kilde,
        format,
        delivered,
        mode,
        absence,
        key,
        keyScope,
        unit,
        checks: order,
        persons,
        description,
        fields: fieldRows(contract),
      }),
    )
    return 0
  }
  await printFacts(
    cli,
    [
      [['contract', 'kontrakt'], name],
      [['description', 'beskrivelse'], description],
      [['kilde', 'kilde'], kilde],
      [['format', 'format'], format],
      [['delivered as', 'leveres som'], delivered],
      [['load mode', 'indlæsning'], mode],
      [['absence', 'fravær'], absence],
      [['key', 'nøgle'], key],
      [['unique within', 'entydig inden for'], keyScope === 'global' ? '' : 'kommune, kildesystem'],
      [['unit', 'enhed'], unit],
      [['order', 'rækkefølge'], order],
      [['persons', 'personer'], persons],
    ],
    {},
  )
  await cli.line()
  await printFields(cli, contract)
  return 0
}
