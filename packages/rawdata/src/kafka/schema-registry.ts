import { type AvroSchema, FlisFailure, fail, flisError, type Session } from '@flis/core'

/** Where schemas are known by their ids. */
export interface SchemaRegistry {
  /** The schema that an id stands for; undefined where the registry has none. */
  schema(id: number): Promise<AvroSchema | undefined>
  /** The id of a schema under a subject; registers it where it is new there. */
  register(subject: string, schema: AvroSchema): Promise<number>
}

const JSON_TYPE = 'application/vnd.schemaregistry.v1+json'
const TIMEOUT_MS = 20_000

const asked = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch {
    throw new FlisFailure(flisError('S020', { file: url }))
  }
}

/** A name and password in an address go into the header that is meant for them. */
const addressOf = (registry: string): { readonly base: string; readonly headers: Record<string, string> } => {
  const url = new URL(registry)
  const { username, password } = url
  url.username = ''
  url.password = ''
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return {
    base: url.href.replace(/\/+$/, ''),
    headers:
      username === '' ? {} : { authorization: `Basic ${Buffer.from(login, 'utf8').toString('base64')}` },
  }
}

/**
 * A Confluent-compatible registry over HTTP. Errors: S020 when it does not answer, or not as such a registry does.
 *
 * @example await httpRegistry('http://127.0.0.1:8081').schema(1)
 */
export const httpRegistry = (registry: string): SchemaRegistry => {
  const { base, headers } = addressOf(registry)
  return {
    schema: async (id) => {
      const url = `${base}/schemas/ids/${id}`
      const response = await asked(url, { headers: { ...headers, accept: JSON_TYPE } })
      if (response.status === 404) return undefined
      if (!response.ok) return fail('S020', { file: url, found: `HTTP ${response.status}` })
      const { schema } = (await response.json()) as { readonly schema?: unknown }
      return typeof schema === 'string' ? (JSON.parse(schema) as AvroSchema) : undefined
    },
    register: async (subject, schema) => {
      const url = `${base}/subjects/${encodeURIComponent(subject)}/versions`
      const response = await asked(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': JSON_TYPE },
        body: JSON.stringify({ schema: JSON.stringify(schema), schemaType: 'AVRO' }),
      })
      if (!response.ok) return fail('S020', { file: url, found: `HTTP ${response.status}` })
      const { id } = (await response.json()) as { readonly id?: unknown }
      return typeof id === 'number' ? id : fail('S020', { file: url, detail: 'no id in the answer' })
    },
  }
}

/**
 * The registry that a warehouse has in itself (`ops.schemas`): for those who publish and read from one warehouse. The
 * same schema has one id under all subjects.
 */
export const embeddedRegistry = (session: Session): SchemaRegistry => ({
  schema: async (id) => {
    const text = await session.value('select any_value("schema") from ops.schemas where id = $id', { id })
    return text === null ? undefined : (JSON.parse(String(text)) as AvroSchema)
  },
  register: async (subject, schema) => {
    const text = JSON.stringify(schema)
    const there = await session.value('select min(id) from ops.schemas where "schema" = $text', { text })
    const id =
      there === null
        ? Number(await session.value('select coalesce(max(id), 0) + 1 from ops.schemas'))
        : Number(there)
    await session.run(
      `insert into ops.schemas
       select $id, $subject, (select count(*) + 1 from ops.schemas where subject = $subject), $text
       where not exists (select 1 from ops.schemas where subject = $subject and "schema" = $text)`,
      { id, subject, text },
    )
    return id
  },
})
