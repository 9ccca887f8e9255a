/** People in the browser: oneself, the team, invitations, who sees which project. */
import { queryOptions } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { Role } from '#lib/access/principal.ts'
import type {
  acceptInviteSchema,
  Account,
  CreateInviteInput,
  InviteList,
  MemberList,
  NewInvite,
  ProjectMembers,
} from '#lib/api/accounts.ts'
import { callApi, fetchJson, hasKeys } from './call-api.ts'

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => fetchJson('/api/account', isAccount, { signal }),
})

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => fetchJson('/api/members', isMemberList, { signal }),
})

export const invitesQuery = queryOptions({
  queryKey: ['invites'],
  queryFn: ({ signal }) => fetchJson('/api/invites', isInviteList, { signal }),
})

export const projectMembersQuery = (id: string) =>
  queryOptions({
    queryKey: ['project-members', id],
    queryFn: ({ signal }) => fetchJson(`/api/projects/${id}/members`, isProjectMembers, { signal }),
  })

export const signIn = (email: string, password: string) =>
  callApi('/api/session', { method: 'POST', body: { email, password } })

export const acceptInvite = (body: z.input<typeof acceptInviteSchema>) =>
  callApi('/api/invites/accept', { method: 'POST', body })

export const signOut = () => callApi('/api/session', { method: 'DELETE' })
export const signOutEverywhere = () => callApi('/api/session/all', { method: 'DELETE' })

export const changeAccount = (body: { name: string; email?: string }) =>
  fetchJson('/api/account', isAccount, { method: 'PUT', body })

export const changePassword = (body: { current?: string; next: string }) =>
  callApi('/api/account/password', { method: 'PUT', body })

export const changeRole = (id: string, role: Role) =>
  callApi(`/api/members/${id}`, { method: 'PUT', body: { role } })
export const removeMember = (id: string) => callApi(`/api/members/${id}`, { method: 'DELETE' })

export const createInvite = (body: CreateInviteInput) =>
  fetchJson('/api/invites', isNewInvite, { method: 'POST', body })
export const revokeInvite = (id: string) => callApi(`/api/invites/${id}`, { method: 'DELETE' })

export const changeProjectMembers = (id: string, body: ProjectMembers) =>
  fetchJson(`/api/projects/${id}/members`, isProjectMembers, { method: 'PUT', body })

function isAccount(body: unknown): body is Account {
  return hasKeys(body, 'id', 'name', 'role', 'sessions')
}
function isMemberList(body: unknown): body is MemberList {
  return hasKeys(body, 'members') && Array.isArray(body.members)
}
function isInviteList(body: unknown): body is InviteList {
  return hasKeys(body, 'invites') && Array.isArray(body.invites)
}
function isNewInvite(body: unknown): body is NewInvite {
  return hasKeys(body, 'invite', 'path')
}
function isProjectMembers(body: unknown): body is ProjectMembers {
  return hasKeys(body, 'isPrivate', 'memberIds')
}
