import type { Language } from '#lib/language/language.ts'
import type { OpenApiDocument, OperationObject } from '#lib/api/openapi/json-schema.ts'
import { OPERATIONS } from '#lib/api/openapi/operations.ts'
import { API_WORDS } from './api-words.ts'
import { SaidText } from './said-text.tsx'

/** Every call of the document, one to open for each. */
export function ApiCalls({ document, language }: { document: OpenApiDocument; language: Language }) {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return document.tags.map(({ name, description }) => (
    <div key={name} className="not-first:mt-6">
      <h3 className="text-sm font-medium">{name}</h3>
      <p className="mt-0.5 text-sm text-ink-2">{description}</p>
      <ul className="mt-2 divide-y rounded-lg border">
        {calls
          .filter(({ operation }) => operation.tags.includes(name))
          .map((call) => (
            <li key={call.operation.operationId}>
              <Call {...call} language={language} />
            </li>
          ))}
      </ul>
    </div>
  ))
}

function Call({
  path,
  method,
  operation,
  language,
}: {
  path: string
  method: string
  operation: OperationObject
  language: Language
}) {
  const words = API_WORDS[language]
  const scope = OPERATIONS.find(({ id }) => id === operation.operationId)?.scope
  return (
    <details className="px-3">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2.5 touch:py-3">
        <code className="w-14 shrink-0 font-mono text-xs font-semibold uppercase">{method}</code>
        <code className="font-mono text-xs wrap-anywhere">{path}</code>
        <span className="ml-auto text-sm text-ink-2 max-sm:ml-0 max-sm:w-full">{operation.summary}</span>
      </summary>
      <div className="space-y-3 pb-4 text-sm">
        <p className="max-w-prose text-pretty text-ink-2">
          {operation.description !== undefined && <SaidText text={`${operation.description} `} />}
          {scope !== undefined && words.needs(scope)}
        </p>
        {operation.parameters && (
          <Facts
            title={words.parameters}
            facts={operation.parameters.map(({ name, description }) => [name, description])}
          />
        )}
        <Facts
          title={words.answers}
          facts={Object.entries(operation.responses).map(([status, { description }]) => [
            status === 'default' ? words.otherwise : status,
            description,
          ])}
        />
      </div>
    </details>
  )
}

/** What names mean, beside each other; below each other on a phone. */
export function Facts({
  title,
  heading: Heading = 'h4',
  facts,
}: {
  title: string
  heading?: 'h3' | 'h4'
  facts: readonly (readonly [string, string])[]
}) {
  return (
    <div>
      <Heading className="text-xs font-medium text-ink-2">{title}</Heading>
      <dl className="mt-1 grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1 max-sm:grid-cols-1">
        {facts.map(([name, about]) => (
          <div key={name} className="contents">
            <dt className="font-mono text-xs leading-5">{name}</dt>
            <dd className="max-w-prose min-w-0 text-pretty text-ink-2 max-sm:mb-1">
              <SaidText text={about} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
