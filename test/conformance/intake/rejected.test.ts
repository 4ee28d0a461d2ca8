import { describe } from 'vitest'
import { content } from './content-l040-l043.js'
import { metadataFiles } from './envelope-l010-l020.js'
import { families } from './family.js'
import { names, namesAtMidnight } from './names-l001-l005.js'
import { zips } from './zip-l030-l033.js'

describe('on an ordinary day:', () =>
  families([names, metadataFiles, zips, content], { settings: { areas: ['KY', 'FSIII'] } }))

describe('late in the evening:', () => families([namesAtMidnight], { settings: { areas: ['KY'] } }))
