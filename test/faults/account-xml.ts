/** Elements of a plan that make a row: their opening tags, outside comments and CDATA. */
export const rowsOfXml = (bytes: Buffer): number =>
  bytes
    .toString('latin1')
    .replaceAll(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '')
    .match(/<(?:[\w.-]+:)?(?:Hovedgruppe|Gruppe|Emne)(?=[\s/>])/g)?.length ?? 0
