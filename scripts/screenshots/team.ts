/** What the team has done before the picture is taken, over HTTP. */
import { DEFAULT_MODEL_ID } from '#lib/seedance/models.ts'
import { signIn, type Member } from '../../e2e/member.ts'

const PATIENCE_MS = 240_000

interface Take {
  state: string
}

export class Team {
  readonly origin: string
  readonly #member: Member
  /** The first project's: where the pictures of the studio are taken. */
  readonly #project: string
  #presses = 0

  private constructor(origin: string, member: Member, project: string) {
    this.origin = origin
    this.#member = member
    this.#project = project
  }

  static async open(ownerLink: string): Promise<Team> {
    const member = await signIn(ownerLink)
    const { projects } = await (await member.fetch('/api/projects')).json()
    const first = projects.find(({ isFirst }: { isFirst: boolean }) => isFirst)
    return new Team(new URL(ownerLink).origin, member, first.id)
  }

  newProject(name: string): Promise<string> {
    return this.#create('/api/projects', { name })
  }

  newSequence(project: string, clipIds: readonly string[]): Promise<string> {
    return this.#create('/api/sequences', { project, title: 'The last train', clipIds })
  }

  /** The newest first. */
  async clipsOf(project: string): Promise<readonly string[]> {
    const answer = await this.#member.fetch(`/api/gallery?project=${project}&by=take&state=succeeded`)
    const { cards } = await answer.json()
    return cards.map(({ id }: { id: string }) => id)
  }

  async #create(path: string, body: object): Promise<string> {
    const answer = await this.#member.post(path, body)
    const { id } = Object(answer.body)
    if (typeof id !== 'string') throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return id
  }

  async make(prompt: string, takes = 1): Promise<void> {
    this.#presses += 1
    const answer = await this.#member.post('/api/generations', {
      idempotencyKey: `screenshot_${this.#presses}`,
      takes,
      recipe: {
        model: DEFAULT_MODEL_ID,
        prompt: [{ text: prompt }],
        references: [],
        settings: { resolution: '480p', ratio: '16:9', duration: 4 },
      },
    })
    if (answer.status !== 201) throw new Error(`${prompt}: ${JSON.stringify(answer.body)}`)
  }

  /** Until every take is in one of these states. */
  async allAre(...states: readonly string[]): Promise<void> {
    const end = Date.now() + PATIENCE_MS
    for (;;) {
      const takes = await this.#takes()
      if (takes.every(({ state }) => states.includes(state))) return
      if (Date.now() > end) throw new Error(`Takes are ${takes.map(({ state }) => state).join(', ')}`)
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }

  async sharePresets(): Promise<void> {
    for (const [name, resolution, ratio] of [
      ['Trailer, wide', '1080p', '21:9'],
      ['Story for phones', '720p', '9:16'],
    ] as const) {
      await this.#member.post('/api/presets', {
        kind: 'settings',
        name,
        content: { model: DEFAULT_MODEL_ID, settings: { resolution, ratio }, takes: 2 },
      })
    }
    for (const [name, text] of [
      ['Push in', '{subject} in {place}, very slow push in, soft light from the left'],
      ['空镜', '{地点}的空镜，{时间}，缓慢横移，环境声'],
    ] as const)
      await this.#member.post('/api/presets', { kind: 'template', name, content: { text } })
  }

  async #takes(): Promise<readonly Take[]> {
    const answer = await this.#member.fetch(`/api/generations?limit=50&project=${this.#project}`)
    return (await answer.json()).generations
  }
}
