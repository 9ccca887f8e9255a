import type { ReactNode } from 'react'
import { moneyRange } from '#components/studio/format.ts'
import type { OpenApiDocument } from '#lib/api/openapi/json-schema.ts'
import { MODEL_FACTS, type ModelFacts } from '#lib/api/openapi/model-facts.ts'
import { REFUSALS } from '#lib/api/openapi/refusals.ts'
import type { Language } from '#lib/language/language.ts'
import { ALIASES } from '#lib/seedance/aliases.ts'
import { API_WORDS } from './api-words.ts'
import { SaidText } from './said-text.tsx'

/** What a create takes: one row for each field, with all its names. */
export function FieldTable({ document, language }: { document: OpenApiDocument; language: Language }) {
  const words = API_WORDS[language]
  const properties = document.components.schemas['Create']?.properties ?? {}
  const rows = [...Object.values(ALIASES), ['metadata'], ['parameters']]
  return (
    <dl className="grid grid-cols-[minmax(0,14rem)_1fr] gap-x-4 text-sm max-sm:grid-cols-1">
      {rows.map(([name = '', ...others]) => (
        <div key={name} className="contents">
          <dt className="border-t py-2 max-sm:pb-0">
            <code className="font-mono text-xs wrap-anywhere">{name}</code>
            {others.length > 0 && (
              <span className="block text-xs wrap-anywhere text-ink-2">
                <SaidText text={words.also(others.map((other) => `\`${other}\``).join(words.comma))} />
              </span>
            )}
          </dt>
          <dd className="min-w-0 border-t py-2 text-pretty text-ink-2 max-sm:border-t-0 max-sm:pt-0.5">
            <SaidText text={properties[name]?.description ?? ''} />
            <Values values={properties[name]?.enum} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What may stand there, where it is one of few. */
function Values({ values }: { values: readonly unknown[] | undefined }) {
  const words = [...new Set(values?.map(String))]
  if (words.length < 2) return null
  return <code className="block font-mono text-xs wrap-anywhere text-ink-2">{words.join(' ')}</code>
}

export function ModelsTable({ language }: { language: Language }) {
  const words = API_WORDS[language]
  const heads = [words.model, words.resolutions, words.length, words.references, words.sound, words.price]
  return (
    <Table label={words.models} heads={heads}>
      {MODEL_FACTS.map((model) => (
        <tr key={model.id} className="border-t align-top">
          <th scope="row" className="py-2 pr-4 text-left font-medium">
            {model.name}
            <code className="block font-mono text-xs font-normal whitespace-nowrap text-ink-2">
              {model.id}
            </code>
          </th>
          <td className="py-2 pr-4 whitespace-nowrap">
            {[
              model.usualResolution,
              ...model.resolutions.filter((one) => one !== model.usualResolution),
            ].join(' ')}
          </td>
          <td className="py-2 pr-4 whitespace-nowrap">{lengthOf(model, language)}</td>
          <td className="min-w-32 py-2 pr-4 text-pretty">{referencesOf(model, language)}</td>
          <td className="py-2 pr-4">{model.hasSound ? words.withSound : words.withoutSound}</td>
          <td className="py-2 whitespace-nowrap tabular-nums">{priceOf(model, language)}</td>
        </tr>
      ))}
    </Table>
  )
}

function lengthOf({ duration }: ModelFacts, language: Language): string {
  const words = API_WORDS[language]
  if (duration.only) return words.secondsOnly(duration.only.join(words.comma))
  return words.seconds(duration.min, duration.max)
}

function referencesOf({ references }: ModelFacts, language: Language): string {
  const words = API_WORDS[language]
  const { images, videos, audios } = references
  const kinds = [
    ...(images > 0 ? [words.images(images)] : []),
    ...(videos > 0 ? [words.clips(videos)] : []),
    ...(audios > 0 ? [words.sounds(audios)] : []),
  ]
  return kinds.length === 0 ? words.noReferences : kinds.join(words.comma)
}

function priceOf({ pricePerSecond }: ModelFacts, language: Language): string {
  if (pricePerSecond.length === 0) return API_WORDS[language].unknownPrice
  return pricePerSecond.map(({ min, max, currency }) => moneyRange(min, max, currency, language)).join(' · ')
}

export function ErrorTable({ language }: { language: Language }) {
  const words = API_WORDS[language]
  return (
    <Table label={words.errors} heads={[words.status, words.code, words.when]}>
      {REFUSALS.toSorted((one, other) => one.status - other.status).map(({ status, codes, when }) => (
        <tr key={`${status} ${when.en}`} className="border-t align-top">
          <td className="py-2 pr-4 tabular-nums">{status}</td>
          <td className="py-2 pr-4">
            {codes.map((code) => (
              <code key={code} className="block font-mono text-xs leading-5">
                {code}
              </code>
            ))}
          </td>
          <td className="min-w-60 py-2 text-pretty text-ink-2">
            <SaidText text={when[language]} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** Wider than a phone: it scrolls by itself, by keyboard too. */
function Table({ label, heads, children }: { label: string; heads: readonly string[]; children: ReactNode }) {
  return (
    <div
      role="group"
      aria-label={label}
      // A place that scrolls can be reached.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="scrollbar-quiet overflow-x-auto rounded-md"
    >
      <table className="w-full text-sm">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="pr-4 pb-1.5 text-left text-xs font-medium text-ink-2">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
