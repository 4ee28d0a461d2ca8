const UNIX_TYPE = 0o170000
const UNIX_FILE = 0o100000
const UNIX_FOLDER = 0o040000

/** What is wrong with a member's name, for nothing may ever be written outside the work folder; undefined: fine. */
export const nameProblem = (name: string): string | undefined => {
  if (name.includes('\0')) return 'NUL in the name'
  if (name.includes('\\')) return 'backslash in the name'
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'absolute name'
  if (name.split('/').includes('..')) return 'name with ..'
  return plainName(name) === '' && !name.endsWith('/') ? 'empty name' : undefined
}

/** The name as we call it: without `./` and doubled slashes, so that two ways to write one name are the same. */
export const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')

/** Links (and devices and pipes) as Unix archivers mark them, in the upper half of the external attributes. */
export const isSpecial = (externalFileAttributes: number): boolean => {
  const type = (externalFileAttributes >>> 16) & UNIX_TYPE
  return type !== 0 && type !== UNIX_FILE && type !== UNIX_FOLDER
}
