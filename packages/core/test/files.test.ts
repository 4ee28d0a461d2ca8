import { link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  exists,
  linkFile,
  removePath,
  settleFile,
  sha256File,
  sha256Text,
  syncFile,
  syncFolder,
  writeFileAtomically,
} from '@flis/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flis-files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const at = (...names: readonly string[]): string => join(folder, ...names)
const read = (path: string): Promise<string> => readFile(path, 'utf8')

describe('settling a file', () => {
  it('moves it under its name, into a folder that need not be there', async () => {
    await writeFile(at('x.tmp'), 'new')
    await settleFile(at('x.tmp'), at('a', 'b', 'x'))
    expect(await read(at('a', 'b', 'x'))).toBe('new')
    expect(await readdir(folder)).toEqual(['a'])
  })

  it('again with other bytes puts them in place of the first', async () => {
    for (const content of ['first', 'second', 'second']) {
      await writeFile(at('x.tmp'), content)
      await settleFile(at('x.tmp'), at('x'))
      expect(await read(at('x'))).toBe(content)
    }
    expect(await readdir(folder)).toEqual(['x'])
  })

  it('without anything to settle fails and leaves what is there', async () => {
    await writeFile(at('x'), 'old')
    await expect(settleFile(at('x.tmp'), at('x'))).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await read(at('x'))).toBe('old')
  })
})

describe('writing a file atomically', () => {
  it('writes text and bytes, into a folder that need not be there', async () => {
    await writeFileAtomically(at('a', 'text'), 'æøå')
    await writeFileAtomically(at('a', 'bytes'), new Uint8Array([0, 255]))
    expect(await read(at('a', 'text'))).toBe('æøå')
    expect([...(await readFile(at('a', 'bytes')))]).toEqual([0, 255])
  })

  it('any number of times leaves one file with the last content', async () => {
    for (const content of ['long first content', 'x', 'x', '']) {
      await writeFileAtomically(at('x'), content)
      expect(await read(at('x'))).toBe(content)
    }
    expect(await readdir(folder)).toEqual(['x'])
  })

  it('is not disturbed by what a killed run left half written', async () => {
    await writeFile(at('x.tmp'), 'half of something much longer')
    await writeFileAtomically(at('x'), 'whole')
    expect(await read(at('x'))).toBe('whole')
    expect(await readdir(folder)).toEqual(['x'])
  })

  it('never changes the file under a reader: a name given before keeps its bytes', async () => {
    await writeFileAtomically(at('x'), 'old')
    await link(at('x'), at('reader'))
    await writeFileAtomically(at('x'), 'new')
    expect(await read(at('reader'))).toBe('old')
  })

  it('that fails leaves the old content', async () => {
    await mkdir(at('x'))
    await writeFile(at('x', 'inside'), 'old')
    await expect(writeFileAtomically(at('x'), 'new')).rejects.toThrow()
    expect(await read(at('x', 'inside'))).toBe('old')
  })
})

describe('linking a file', () => {
  it('gives the same bytes a second name, into a folder that need not be there', async () => {
    await writeFile(at('x'), 'bytes')
    await linkFile(at('x'), at('a', 'y'))
    expect((await stat(at('a', 'y'))).ino).toBe((await stat(at('x'))).ino)
  })

  it('again changes nothing', async () => {
    await writeFile(at('x'), 'bytes')
    await linkFile(at('x'), at('y'))
    const first = await stat(at('y'))
    await linkFile(at('x'), at('y'))
    expect((await stat(at('y'))).ino).toBe(first.ino)
    expect((await readdir(folder)).sort()).toEqual(['x', 'y'])
  })

  it('again after the first name is gone changes nothing', async () => {
    await writeFile(at('x'), 'bytes')
    await linkFile(at('x'), at('y'))
    await rm(at('x'))
    await linkFile(at('x'), at('y'))
    expect(await read(at('y'))).toBe('bytes')
  })

  it('copies where a link cannot be made, and leaves nothing temporary', async () => {
    await writeFile(at('x'), 'bytes')
    // A dangling link in the way: it is not there for a reader, but no hard link can take its name.
    await symlink(at('nowhere'), at('y'))
    await linkFile(at('x'), at('y'))
    expect(await read(at('y'))).toBe('bytes')
    expect((await stat(at('y'))).ino).not.toBe((await stat(at('x'))).ino)
    expect((await readdir(folder)).sort()).toEqual(['x', 'y'])
  })

  it('of nothing fails and makes nothing', async () => {
    await expect(linkFile(at('x'), at('y'))).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await exists(at('y'))).toBe(false)
  })
})

describe('a digest', () => {
  const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

  it.each([
    ['', empty],
    ['abc', abc],
  ])('of %j is the same as text and as a file', async (content, sha) => {
    await writeFile(at('x'), content)
    expect(sha256Text(content)).toBe(sha)
    expect(await sha256File(at('x'))).toBe(sha)
  })

  it('of a file larger than a chunk counts every byte', async () => {
    const content = 'æ'.repeat(3 * 1024 ** 2)
    await writeFile(at('x'), content)
    expect(await sha256File(at('x'))).toBe(sha256Text(content))
  })

  it('of a file that is not there fails', async () => {
    await expect(sha256File(at('x'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('what is there', () => {
  it('is seen, and removed whether file, folder or nothing', async () => {
    await mkdir(at('a', 'b'), { recursive: true })
    await writeFile(at('a', 'b', 'x'), '')
    expect([await exists(at('a')), await exists(at('a', 'b', 'x')), await exists(at('z'))]).toEqual([
      true,
      true,
      false,
    ])
    for (const path of [at('a', 'b', 'x'), at('a'), at('a'), at('z')]) {
      await removePath(path)
      expect(await exists(path)).toBe(false)
    }
  })

  it('can be made safe on disk as a file and as a folder', async () => {
    await writeFile(at('x'), 'x')
    await expect(syncFile(at('x'))).resolves.toBeUndefined()
    await expect(syncFolder(folder)).resolves.toBeUndefined()
    await expect(syncFile(at('z'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
