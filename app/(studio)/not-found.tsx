import { buttonClass } from '#components/ui/button.tsx'
import { pageOfProject } from '#lib/api/project-page.ts'
import { defineWords } from '#lib/language/language.ts'
import { requirePrincipal } from '#lib/server/auth/require-principal.ts'
import { pageLanguage } from '#lib/server/http/page-language.ts'
import { services } from '#lib/server/services.ts'
import { readProjects } from '#lib/server/teams/projects.ts'

const WORDS = defineWords({
  en: {
    title: 'Nothing is here',
    why: 'The address may be mistyped, or it leads to a project or clip that is gone or another team’s. Nothing was changed.',
    open: 'Open one of your projects:',
  },
  zh: {
    title: '这里什么也没有',
    why: '地址可能写错了，或者它指向的项目或成片已不存在，或属于其他团队。没有任何改动。',
    open: '打开一个项目：',
  },
})

/** Where a page of the studio has nothing to show: what can be pressed is there at once. */
export default async function NotFound() {
  const principal = await requirePrincipal()
  const words = WORDS[await pageLanguage()]
  const { projects } = await readProjects(await services(), principal)
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="w-full max-w-100 space-y-3">
        <h1 className="text-xl font-semibold">{words.title}</h1>
        <p className="text-base text-pretty text-ink-2">{words.why}</p>
        <p className="pt-2 text-ink-2">{words.open}</p>
        <ul className="flex max-h-80 scrollbar-quiet flex-wrap gap-2 overflow-y-auto">
          {projects.map((project) => (
            <li key={project.id} className="max-w-full">
              <a
                href={pageOfProject('/', project)}
                className={`${buttonClass('plain')} max-w-full touch:min-h-11`}
              >
                <span className="truncate">{project.name}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    </main>
  )
}
