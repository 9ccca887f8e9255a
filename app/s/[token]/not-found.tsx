import { LinkIsOver } from '#components/share/link-is-over.tsx'

export default function NotFound() {
  return <LinkIsOver />
}
