import Link from 'next/link'
import { SettingsCard } from '#components/settings/settings-card.tsx'
import type { OpenApiDocument } from '#lib/api/openapi/json-schema.ts'
import type { Language } from '#lib/language/language.ts'
import { ApiCalls, Facts } from './api-calls.tsx'
import { ErrorTable, FieldTable, ModelsTable } from './api-tables.tsx'
import { API_WORDS } from './api-words.ts'
import { CodeExamples, CodeLine } from './code-block.tsx'
import { createExamples, mcpExamples, VERIFY_EXAMPLES } from './examples.ts'

/** How a program asks this studio for clips: drawn on the server, from the OpenAPI document and the tables behind it. */
export function ApiPage({
  document,
  origin,
  language,
}: {
  document: OpenApiDocument
  /** Under which whoever reads it has the studio. */
  origin: string
  language: Language
}) {
  const words = API_WORDS[language]
  return (
    <>
      <StartCard origin={origin} language={language} />
      <SettingsCard title={words.examples} about={words.keyAbout}>
        <CodeExamples label={words.chooseExample} examples={createExamples(origin)} />
      </SettingsCard>
      <SettingsCard title={words.calls}>
        <ApiCalls document={document} language={language} />
      </SettingsCard>
      <SettingsCard title={words.fields} about={words.fieldsAbout}>
        <FieldTable document={document} language={language} />
      </SettingsCard>
      <SettingsCard title={words.models} about={words.modelsAbout}>
        <ModelsTable language={language} />
      </SettingsCard>
      <SettingsCard title={words.errors} about={words.errorsAbout}>
        <ErrorTable language={language} />
      </SettingsCard>
      <SettingsCard title={words.webhooks} about={words.webhooksAbout}>
        <Messages document={document} language={language} />
        <CodeExamples label={words.chooseExample} examples={VERIFY_EXAMPLES} />
      </SettingsCard>
      <SettingsCard title={words.mcpTitle} about={words.mcpAbout}>
        <CodeExamples label={words.chooseClient} examples={mcpExamples(origin)} />
      </SettingsCard>
    </>
  )
}

function StartCard({ origin, language }: { origin: string; language: Language }) {
  const words = API_WORDS[language]
  const addresses = [
    [words.tasks, `${origin}/api/v3`],
    [words.videos, `${origin}/v1`],
    [words.mcp, `${origin}/mcp`],
    [words.document, `${origin}/api/openapi.json`],
  ] as const
  return (
    <SettingsCard title={words.start} about={words.startAbout}>
      <p className="text-sm">
        <Link href="/settings/tokens" className="font-medium underline underline-offset-2">
          {words.makeToken}
        </Link>
        {language === 'en' && ' '}
        {words.thenSet}
      </p>
      <dl className="mt-4 space-y-3" aria-label={words.addresses}>
        {addresses.map(([name, address]) => (
          <div key={address}>
            <dt className="mb-1 text-xs text-ink-2">{name}</dt>
            <dd>
              <CodeLine name={address} code={address} />
            </dd>
          </div>
        ))}
      </dl>
    </SettingsCard>
  )
}

/** What webhooks and callbacks are told, and how that is signed. */
function Messages({ document, language }: { document: OpenApiDocument; language: Language }) {
  const words = API_WORDS[language]
  const posts = Object.values(document.webhooks).map(({ post }) => post)
  return (
    <div className="mb-4 space-y-3 text-sm">
      <Facts
        title={words.messages}
        heading="h3"
        facts={posts.map(({ summary, description = '' }) => [summary, description])}
      />
      <Facts
        title={words.headers}
        heading="h3"
        facts={posts[0]?.parameters?.map(({ name, description }) => [name, description]) ?? []}
      />
    </div>
  )
}
