import { inspect } from 'node:util'

/** A value that must not be shown: no toString, no JSON, no inspection gives it. */
export class Secret<T> {
  readonly #value: T
  constructor(value: T) {
    this.#value = value
  }
  /** The value itself; call it only where it is used. */
  reveal(): T {
    return this.#value
  }
  toString(): string {
    return '(secret)'
  }
  toJSON(): string {
    return '(secret)'
  }
  [inspect.custom](): string {
    return '(secret)'
  }
}
