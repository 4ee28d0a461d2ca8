// In the order of a reader's way: the area, what it reads, what it makes.

export { AulaBarn } from './contracts/aula-barn.js'
export { AulaRegistrering } from './contracts/aula-registrering.js'
export { DagtilbudIndskrivning } from './contracts/dagtilbud-indskrivning.js'
export { DagtilbudInstitution } from './contracts/dagtilbud-institution.js'
export { dagtilbud } from './dagtilbud.js'
export { DimInstitution } from './models/dim-institution.js'
export { DimInstitutionSTIL } from './models/dim-institution-stil.js'
export { DimPasningstilbud } from './models/dim-pasningstilbud.js'
export { DimRegistrering } from './models/dim-registrering.js'
export { FactDagtilbud } from './models/fact-dagtilbud.js'
export { FactDagtilbudKommeGå } from './models/fact-dagtilbud-komme-gaa.js'
export { dagtilbudRules } from './rules.js'
