import { asFlisError, type ErrorFacts, FlisFailure, flisError } from '@flis/core'

/** The library's error under those that it wraps it in. */
const causeOf = (thrown: Error): Error => {
  const { cause } = thrown
  return cause instanceof Error ? causeOf(cause) : thrown
}

const typeOf = (error: Error): string => ('type' in error ? String(error.type) : '')

const NOT_THERE = ['UNKNOWN_TOPIC_OR_PARTITION', 'TOPIC_AUTHORIZATION_FAILED', 'GROUP_AUTHORIZATION_FAILED']

/**
 * The named error of what went wrong with a cluster: C011 login refused, C013 a topic that is not there or not allowed,
 * S020 what another try can help. The library's texts are not kept: they can quote records.
 */
export const kafkaFailure = (thrown: unknown, facts: ErrorFacts): FlisFailure => {
  if (thrown instanceof FlisFailure) return thrown
  if (!(thrown instanceof Error)) return new FlisFailure(asFlisError(thrown))
  const cause = causeOf(thrown)
  if (cause instanceof FlisFailure) return cause
  if (!thrown.name.startsWith('KafkaJS')) return new FlisFailure(asFlisError(thrown))
  if (/SASL/.test(cause.name)) return new FlisFailure(flisError('C011', facts))
  const type = typeOf(cause)
  const detail = type === '' ? cause.name : type
  return new FlisFailure(flisError(NOT_THERE.includes(type) ? 'C013' : 'S020', { ...facts, detail }))
}
