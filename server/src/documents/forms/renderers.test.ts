import { createHash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import english from '#common/messages/en/forms.json' with { type: 'json' }
import vietnamese from '#common/messages/vi/forms.json' with { type: 'json' }
import { flowingTextOf } from '../read-back.testing.ts'
import { type Artefact, renderArtefact, renderers } from './renderers.ts'
import {
  aManifest,
  aReceipt,
  aRefusalSlip,
  aResult,
  aStopNotice,
  aSupplementRequest,
} from './samples.testing.ts'

const artefacts: Artefact[] = [
  { form: 'M01', templateVersion: renderers.M01.templateVersion, data: aReceipt() },
  { form: 'M02', templateVersion: renderers.M02.templateVersion, data: aSupplementRequest() },
  { form: 'M03', templateVersion: renderers.M03.templateVersion, data: aRefusalSlip() },
  { form: 'M05', templateVersion: renderers.M05.templateVersion, data: aStopNotice() },
  { form: 'MANIFEST', templateVersion: renderers.MANIFEST.templateVersion, data: aManifest() },
  { form: 'RESULT', templateVersion: renderers.RESULT.templateVersion, data: aResult() },
]

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test.each(artefacts)('$form is printed from its frozen words alone', async (artefact) => {
  const frozen = JSON.parse(JSON.stringify(artefact)) as Artefact
  const bytes = await renderArtefact(frozen)
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7')
  expect(sha256Of(await renderArtefact(artefact))).toBe(sha256Of(bytes))
})

test('every form is among those that are tried here', () => {
  expect(artefacts.map(({ form }) => form).sort()).toEqual(Object.keys(renderers).sort())
})

test('a paper frozen for an earlier version of its form is printed by that version', async () => {
  const first: Artefact = { form: 'M01', templateVersion: '1', data: aReceipt() }
  expect(await flowingTextOf(await renderArtefact(first))).toContain('bố cục M01/1')
  expect(await flowingTextOf(await renderArtefact({ ...first, templateVersion: '2' }))).toContain(
    'bố cục M01/2',
  )
})

test('a paper frozen for a version that nobody here knows is not printed as if it were this one', async () => {
  const frozen: Artefact = { form: 'M01', templateVersion: '0', data: aReceipt() }
  await expect(renderArtefact(frozen)).rejects.toThrow('M01 was frozen for version 0; this program prints 2')
})

test('two papers printed at once do not mix', async () => {
  const alone = await Promise.all(artefacts.map((artefact) => renderArtefact(artefact)))
  const together = await Promise.all([...artefacts, ...artefacts].map((artefact) => renderArtefact(artefact)))
  expect(together.map(sha256Of)).toEqual([...alone, ...alone].map(sha256Of))
})

test('a paper does not depend on what the process printed before it', async () => {
  const printedInOrder = async (order: readonly Artefact[]) => {
    vi.resetModules()
    const fresh = await import('./renderers.ts')
    const hashes: Record<string, string> = {}
    for (const artefact of order) hashes[artefact.form] = sha256Of(await fresh.renderArtefact(artefact))
    return hashes
  }
  expect(await printedInOrder(artefacts)).toEqual(await printedInOrder([...artefacts].reverse()))
})

test('every word of the forms is there in both languages', () => {
  expect(Object.keys(english)).toEqual(Object.keys(vietnamese))
  for (const words of [...Object.values(english), ...Object.values(vietnamese)])
    expect(words.trim()).not.toBe('')
})
