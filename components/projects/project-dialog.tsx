import { useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState, type FormEvent } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { AppError } from '#lib/api/app-error.ts'
import type { Project } from '#lib/api/projects.ts'
import { defineWords } from '#lib/language/language.ts'
import { createProject, renameProject } from '#lib/queries/projects.ts'

const WORDS = defineWords({
  en: {
    create: { title: 'New project', action: 'Create project' },
    rename: { title: 'Rename project', action: 'Rename' },
    name: 'Name',
    hint: 'A project has its own takes, gallery and draft.',
    private: 'Private',
    whoSees: {
      shared: 'Everybody in the team sees it.',
      private: 'You, owners and admins alone see it. Add others in Settings, Projects.',
    },
    cancel: 'Cancel',
    empty: 'Give it a name first.',
    failed: 'The server did not answer, so the name may not be kept. Press again.',
  },
  zh: {
    create: { title: '新建项目', action: '创建项目' },
    rename: { title: '重命名项目', action: '重命名' },
    name: '名称',
    hint: '每个项目有自己的生成结果、作品库和草稿。',
    private: '私有',
    whoSees: {
      shared: '团队成员都能看到它。',
      private: '只有你、所有者和管理员能看到它。可在“设置 › 项目”中添加其他人。',
    },
    cancel: '取消',
    empty: '请先填写名称。',
    failed: '服务器没有回应，名称可能没有保存。请再按一次。',
  },
})

/** The name of a new project, or another name for one. */
export default function ProjectDialog({
  project,
  onDone,
  onClose,
}: {
  /** Absent: a new one. */
  project: Project | undefined
  onDone: (project: Project) => void
  onClose: () => void
}) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const client = useQueryClient()
  const [name, setName] = useState(project?.name ?? '')
  const [isPrivate, setPrivate] = useState(false)
  const [problem, setProblem] = useState<string>()
  const busy = useRef(false)
  const form = useRef<HTMLFormElement>(null)
  const id = useId()
  const close = () => form.current?.closest('dialog')?.close()
  const { title, action } = project ? words.rename : words.create
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '') return setProblem(words.empty)
    if (busy.current) return
    busy.current = true
    setProblem(undefined)
    try {
      const saved = await (project
        ? renameProject(client, project.id, wanted)
        : createProject(client, { name: wanted, isPrivate }))
      close()
      onDone(saved)
    } catch (error) {
      setProblem(error instanceof AppError ? error.said[language] : words.failed)
    } finally {
      busy.current = false
    }
  }
  return (
    <Dialog title={title} onClose={onClose} className="w-100">
      <form ref={form} noValidate onSubmit={(event) => void save(event)} className="space-y-4 p-5">
        <div className="space-y-1.5">
          <label htmlFor={id} className="block font-medium">
            {words.name}
          </label>
          <input
            id={id}
            data-focus-first
            autoComplete="off"
            maxLength={80}
            value={name}
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}-said`}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setName(event.target.value)}
            className="h-9 w-full rounded-md bg-hover px-2.5 -outline-offset-1 touch:h-11 touch:text-lg"
          />
          <p id={`${id}-said`} className="text-xs text-pretty text-ink-2">
            {problem === undefined ? (
              words.hint
            ) : (
              <span role="alert" className="text-bad">
                {problem}
              </span>
            )}
          </p>
        </div>
        {!project && (
          <Switch
            label={words.private}
            hint={words.whoSees[isPrivate ? 'private' : 'shared']}
            checked={isPrivate}
            onChange={setPrivate}
          />
        )}
        <div className="flex justify-end gap-2">
          <Button variant="quiet" onClick={close}>
            {words.cancel}
          </Button>
          <Button type="submit" variant="accent">
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
