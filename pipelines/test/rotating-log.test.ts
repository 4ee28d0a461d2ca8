import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { rotatingLog } from '../src/cli/rotating-log.js'
import { newFolder } from './flis.js'

it('a log that is full goes on in a new file, and one before it is kept', async () => {
  const folder = await newFolder()
  const file = join(folder, 'flis.log')
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')
  const log = rotatingLog(file, 20)
  expect(await readdir(folder)).toEqual([])
  for (const nr of [1, 2, 3, 4, 5]) log.write(`line ${nr}...\n`)
  expect((await readdir(folder)).sort()).toEqual(['flis.log', 'flis.log.1'])
  expect([await read('flis.log.1'), await read('flis.log')]).toEqual([
    'line 3...\nline 4...\n',
    'line 5...\n',
  ])
})

it('a log goes on where an earlier process left it', async () => {
  const folder = await newFolder()
  const file = join(folder, 'flis.log')
  rotatingLog(file, 25).write('a line of one\n')
  rotatingLog(file, 25).write('another line\n')
  expect(await readFile(`${file}.1`, 'utf8')).toBe('a line of one\n')
  expect(await readFile(file, 'utf8')).toBe('another line\n')
})
