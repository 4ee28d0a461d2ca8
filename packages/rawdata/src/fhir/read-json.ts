import { fail } from '@flis/core'
import type { BundleFile, BundleItem } from './bundle-item.js'
import { bundleItems, type Place, ReportWalk, refuse } from './report-walk.js'
import { objectOf, typeOf } from './resource.js'
import { entriesAgain, type JsonLimits, surveyJson } from './survey-json.js'

/**
 * The resources of a `.json` file: one Bundle, or a Bundle of Bundles.
 *
 * Errors: L043 when the delivery itself is this file and is not well-formed (a member of a zip is refused R201).
 */
export const readJson = async function* (
  file: BundleFile,
  place: Place,
  limits: JsonLimits,
): AsyncGenerator<BundleItem> {
  const survey = await surveyJson(file, limits)
  if (survey.is === 'malformed') {
    if (file.bare) fail('L043', { file: file.name, line: survey.line, detail: survey.detail })
    yield refuse('R201', survey.raw, place)
    return
  }
  const head = objectOf(survey.head)
  // the head's own `entry` is empty by now, or no array at all, which the reader of whole Bundles judges
  if (
    head === undefined ||
    typeOf(head) !== 'Bundle' ||
    !Array.isArray(head.entry) ||
    head.entry.length > 0
  ) {
    yield* bundleItems(survey.head, place)
    return
  }
  const walk = new ReportWalk(head, place)
  for await (const entry of survey.entries ?? entriesAgain(file, limits)) yield* walk.entry(entry)
  yield* walk.end()
}
