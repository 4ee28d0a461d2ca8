/** FHIR as it is sent, on one line: pieces of text put together by hand. */

const SYSTEM = 'urn:oid:1.2.208.176.2.21'

/** The whole code system of these tests. */
export const codeSystem = (version: string, ...codes: readonly string[]): string =>
  `{"resourceType":"CodeSystem","url":"${SYSTEM}","version":"${version}","concept":[{"code":"G","display":"Indsatser","concept":[${codes
    .map((code) => `{"code":"${code}","display":"Indsats ${code}"}`)
    .join(',')}]}]}`

/** A citizen of an organisation; `identifier` in place of the CPR number. */
export const patient = (
  cpr: string,
  identifier = `[{"use":"official","value":"${cpr}","system":"urn:oid:1.2.208.176.1.2"}]`,
): string =>
  `{"resourceType":"Patient","id":"p-${cpr}","identifier":${identifier},"managingOrganization":{"identifier":{"use":"official","value":"123456789012345","system":"urn:oid:1.2.208.176.1.1"}}}`

/** A planned indsats that has begun. */
export const carePlan = (id: string, code: string, start = '2022-02-10', end?: string): string =>
  `{"resourceType":"CarePlan","id":"${id}","status":"active","intent":"plan","subject":{"reference":"Patient/p"},"period":{"start":"${start}"${end === undefined ? '' : `,"end":"${end}"`}},"activity":[{"detail":{"code":{"coding":[{"system":"${SYSTEM}","code":"${code}"}]},"status":"in-progress"}}]}`

/** A delivered indsats. */
export const procedure = (id: string, code: string, at = '2022-02-10T13:00:00Z'): string =>
  `{"resourceType":"Procedure","id":"${id}","status":"completed","code":{"coding":[{"system":"${SYSTEM}","code":"${code}"}]},"subject":{"reference":"Patient/p"},"performedDateTime":"${at}"}`

/** A report: what happened to a citizen; or a delivery of reports. */
export const bundle = (timestamp: string, ...resources: readonly string[]): string =>
  `{"resourceType":"Bundle","type":"collection","timestamp":"${timestamp}","entry":[${resources
    .map((resource) => `{"resource":${resource}}`)
    .join(',')}]}`

/** A report of one day of February 2022 about a citizen. */
export const report = (cpr: string, ...resources: readonly string[]): string =>
  bundle('2022-02-10T11:14:09Z', patient(cpr), ...resources)

/** A code system that holds some of each kind. */
export const CODES =
  '{"resourceType":"CodeSystem","url":"urn:oid:1.2.208.176.2.21","version":"1","concept":[{"code":"G","display":"Indsatser","concept":[{"code":"G1.29","display":"A"},{"code":"G1.41","display":"B"}]},{"code":"J","display":"Funktionsevnetilstande","concept":[{"code":"J1.3","display":"Vaske sig"}]},{"code":"I","display":"Helbredstilstande","concept":[{"code":"I7.1","display":"Smerter"}]},{"code":"B","display":"Sværhedsgrad","concept":[{"code":"B1","display":"Ingen"},{"code":"B4","display":"Svære"},{"code":"B6","display":"Ikke relevant"}]},{"code":"C","display":"Udførelse","concept":[{"code":"C1","display":"Udfører selv"}]},{"code":"D","display":"Betydning","concept":[{"code":"D1","display":"Oplever ikke begrænsninger"}]},{"code":"E","display":"Resultat","concept":[{"code":"E1","display":"Fortsættes"},{"code":"E3","display":"Afsluttes"}]}]}'
