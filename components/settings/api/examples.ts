/** What is printed on the API's page to be copied: with the studio's own address, and the token from the environment of whoever runs it. */

export interface Example {
  name: string
  code: string
}

const MODEL = 'doubao-seedance-2-0-260128'

/** A clip from the first request to the file. Each runs as it is printed, once SEEDREEL_TOKEN is set. */
export function createExamples(origin: string): readonly Example[] {
  return [
    { name: 'curl', code: curlExample(origin) },
    { name: 'JavaScript', code: javaScriptExample(origin) },
    { name: 'Python', code: pythonExample(origin) },
  ]
}

function curlExample(origin: string): string {
  return `curl ${origin}/api/v3/contents/generations/tasks \\
  -H "Authorization: Bearer $SEEDREEL_TOKEN" \\
  -H 'Content-Type: application/json' \\
  -H 'Idempotency-Key: lighthouse-1' \\
  -d '{
    "model": "${MODEL}",
    "prompt": "A lighthouse in the rain",
    "duration": 4,
    "ratio": "16:9",
    "resolution": "480p"
  }'`
}

function javaScriptExample(origin: string): string {
  return `import { writeFile } from 'node:fs/promises'
import { env } from 'node:process'
import OpenAI from 'openai'

const client = new OpenAI({
  baseURL: '${origin}/v1',
  apiKey: env.SEEDREEL_TOKEN,
})

let video = await client.videos.create(
  {
    model: '${MODEL}',
    prompt: 'A lighthouse in the rain',
    seconds: '4',
    resolution: '480p',
  },
  { headers: { 'Idempotency-Key': 'lighthouse-1' } },
)
while (video.status === 'queued' || video.status === 'in_progress') {
  await new Promise((resolve) => setTimeout(resolve, 5000))
  video = await client.videos.retrieve(video.id)
}
if (video.error) throw new Error(video.error.message)
const content = await client.videos.downloadContent(video.id)
await writeFile('lighthouse.mp4', Buffer.from(await content.arrayBuffer()))`
}

function pythonExample(origin: string): string {
  return `import os
import time

from openai import OpenAI

client = OpenAI(
    base_url="${origin}/v1",
    api_key=os.environ["SEEDREEL_TOKEN"],
)

video = client.videos.create(
    model="${MODEL}",
    prompt="A lighthouse in the rain",
    seconds="4",
    extra_body={"resolution": "480p"},
    extra_headers={"Idempotency-Key": "lighthouse-1"},
)
while video.status in ("queued", "in_progress"):
    time.sleep(5)
    video = client.videos.retrieve(video.id)
if video.error:
    raise RuntimeError(video.error.message)
client.videos.download_content(video.id).write_to_file("lighthouse.mp4")`
}

/** For clients of the Model Context Protocol that read a JSON file, and for those that have a command. */
export function mcpExamples(origin: string): readonly Example[] {
  return [
    {
      name: 'JSON',
      code: JSON.stringify(
        {
          mcpServers: {
            seedreel: {
              type: 'http',
              url: `${origin}/mcp`,
              headers: { Authorization: 'Bearer ${SEEDREEL_TOKEN}' },
            },
          },
        },
        null,
        2,
      ),
    },
    {
      name: 'Claude Code',
      code: `claude mcp add --transport http seedreel ${origin}/mcp \\
  --header "Authorization: Bearer $SEEDREEL_TOKEN"`,
    },
  ]
}

/** Whether a webhook's message is the studio's: Standard Webhooks' rules, with nothing but what the languages bring. */
export const VERIFY_EXAMPLES: readonly Example[] = [
  {
    name: 'JavaScript',
    code: `import { createHmac, timingSafeEqual } from 'node:crypto'

// body: the text as it came, before JSON.parse. secret: whsec_…
export function isGenuine(headers, body, secret) {
  const id = headers['webhook-id']
  const timestamp = headers['webhook-timestamp']
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) < 300)) return false
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const wanted = createHmac('sha256', key)
    .update(\`\${id}.\${timestamp}.\${body}\`)
    .digest()
  return headers['webhook-signature'].split(' ').some((one) => {
    const given = Buffer.from(one.replace('v1,', ''), 'base64')
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  })
}`,
  },
  {
    name: 'Python',
    code: `import base64
import hashlib
import hmac
import time


# body: the bytes as they came, before json.loads. secret: whsec_…
def is_genuine(headers, body, secret):
    timestamp = headers["webhook-timestamp"]
    if abs(time.time() - int(timestamp)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{timestamp}.".encode() + body
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(
        hmac.compare_digest(one.removeprefix("v1,"), wanted)
        for one in headers["webhook-signature"].split(" ")
    )`,
  },
]
