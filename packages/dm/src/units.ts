import { type Contract, unitExpression } from '@flis/core'

/** True when a contract's units are those of the others: the same columns, in the same scope. */
export const unitExpressionsAgree = (contract: Contract, others: readonly Contract[]): boolean =>
  others.every((each) => unitExpression(each) === unitExpression(contract))
