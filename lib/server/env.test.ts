import { describe, expect, test } from 'vitest'
import { EnvError, readEnv } from './env.ts'

const machine = { directory: '/srv/seedreel', hostNames: ['box', '192.168.1.7'] }
const read = (source: Record<string, string>) => readEnv(source, machine)

test('nothing set: the sandbox, on this machine alone', () => {
  const env = read({ PORT: '', SEEDANCE_API_KEY: ' ' })
  expect(env).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    dataDir: '/srv/seedreel/data',
    databaseUrl: '/srv/seedreel/data/seedreel.sqlite',
    provider: { kind: 'sandbox' },
    sandbox: { speed: 1, served: true, key: undefined },
    limits: { inFlight: 10, image: 100 * 1024 * 1024 },
  })
  expect([...env.allowedHosts].toSorted()).toEqual(['127.0.0.1', '::1', 'localhost'])
})

const PUBLIC = { PUBLIC_URL: 'https://studio.example.com' }
const CLIENT = { OIDC_CLIENT_ID: 'studio', OIDC_CLIENT_SECRET: 'sk-secret-1' }

describe('a wrong value is one plain sentence that names the variable and not the value', () => {
  test.each([
    [{ PORT: 'seven' }, /^PORT must be a whole number/],
    [{ PORT: '70000' }, /^PORT must be a whole number/],
    [{ HOST: 'http://x' }, /^HOST must/],
    [{ PUBLIC_URL: 'studio.example' }, /^PUBLIC_URL must/],
    [{ PUBLIC_URL: 'https://studio.example/path' }, /^PUBLIC_URL must/],
    [{ OWNER_TOKEN: 'short' }, /^OWNER_TOKEN must/],
    [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL must/],
    [{ SEEDANCE_PROVIDER: 'runway' }, /^SEEDANCE_PROVIDER must be one of/],
    [{ SEEDANCE_PROVIDER: 'ark' }, /^SEEDANCE_BASE_URL is missing/],
    [{ SEEDANCE_API_KEY: 'sk-secret-1' }, /^SEEDANCE_BASE_URL is missing/],
    [{ SEEDANCE_BASE_URL: 'https://api.example' }, /^SEEDANCE_API_KEY is missing/],
    [{ SEEDANCE_BASE_URL: 'api.example', SEEDANCE_API_KEY: 'sk-secret-1' }, /^SEEDANCE_BASE_URL must/],
    [{ SEEDANCE_BASE_URL: 'https://api.example', SEEDANCE_API_KEY: 'sk-secret 1' }, /^SEEDANCE_API_KEY must/],
    [{ SANDBOX_SPEED: 'fast' }, /^SANDBOX_SPEED must/],
    [{ SANDBOX_SPEED: '-1' }, /^SANDBOX_SPEED must/],
    [{ ALLOWED_HOSTS: 'https://x' }, /^ALLOWED_HOSTS must/],
    [{ MAX_IN_FLIGHT: '0' }, /^MAX_IN_FLIGHT must/],
    [{ SMTP_URL: 'mail.example.com:sk-secret-1' }, /^SMTP_URL must/],
    [{ SMTP_URL: 'smtps://u:sk-secret-1@mail.example.com' }, /^PUBLIC_URL is missing/],
    [{ SMTP_URL: 'smtps://u:sk-secret-1@mail.example.com', ...PUBLIC }, /^MAIL_FROM is missing/],
    [{ OIDC_CLIENT_SECRET: 'sk-secret-1' }, /^OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong/],
    [{ OIDC_ISSUER: 'http://accounts.example.com', ...CLIENT, ...PUBLIC }, /^OIDC_ISSUER must/],
    [{ OIDC_ISSUER: 'https://accounts.example.com', ...CLIENT }, /^PUBLIC_URL is missing/],
  ])('%j', (source, sentence) => {
    expect(() => read(source)).toThrow(EnvError)
    expect(() => read(source)).toThrow(sentence)
    expect(() => read(source)).not.toThrow(/sk-secret/)
  })
})

describe('the provider follows from the address', () => {
  test.each([
    ['https://api.aiid.edu.kg', 'gateway', 'https://api.aiid.edu.kg/api/v3'],
    ['https://api.aiid.edu.kg/api/v3/', 'gateway', 'https://api.aiid.edu.kg/api/v3'],
    [
      'https://x.example/seedance/api/v3/contents/generations/tasks',
      'gateway',
      'https://x.example/seedance/api/v3',
    ],
    ['https://ark.cn-beijing.volces.com/api/v3', 'ark', 'https://ark.cn-beijing.volces.com/api/v3'],
    ['https://ark.ap-southeast.bytepluses.com', 'ark', 'https://ark.ap-southeast.bytepluses.com/api/v3'],
    ['https://volces.com.evil.example/api/v3', 'gateway', 'https://volces.com.evil.example/api/v3'],
    ['https://x.example/v1', 'openai-videos', 'https://x.example/v1'],
    ['https://x.example/v1/videos', 'openai-videos', 'https://x.example/v1'],
  ])('%s', (address, kind, baseUrl) => {
    expect(read({ SEEDANCE_BASE_URL: address, SEEDANCE_API_KEY: 'k' }).provider).toEqual({
      kind,
      baseUrl,
      apiKey: 'k',
    })
  })

  test('a named one wins', () => {
    const source = {
      SEEDANCE_BASE_URL: 'https://x.example',
      SEEDANCE_API_KEY: 'k',
      SEEDANCE_PROVIDER: 'openai-videos',
    }
    expect(read(source).provider).toMatchObject({ kind: 'openai-videos', baseUrl: 'https://x.example/v1' })
    expect(read({ ...source, SEEDANCE_PROVIDER: 'sandbox' }).provider).toEqual({ kind: 'sandbox' })
  })
})

describe('the sandbox is served to others only where that is safe', () => {
  test.each([
    [{}, true],
    [{ HOST: '0.0.0.0' }, false],
    [{ HOST: '0.0.0.0', SANDBOX_KEY: 'one' }, true],
    [{ SEEDANCE_BASE_URL: 'https://x.example', SEEDANCE_API_KEY: 'k' }, false],
    [{ SEEDANCE_BASE_URL: 'https://x.example', SEEDANCE_API_KEY: 'k', SANDBOX_KEY: 'one' }, true],
  ])('%j: %s', (source, served) => {
    expect(read(source).sandbox.served).toBe(served)
  })
})

describe('allowed hosts', () => {
  test.each([
    [{ HOST: '0.0.0.0' }, ['box', '192.168.1.7']],
    [{ HOST: '192.168.1.7' }, ['192.168.1.7']],
    [{ PUBLIC_URL: 'https://Studio.example:8443' }, ['studio.example']],
    [{ ALLOWED_HOSTS: 'a.example, B.example' }, ['a.example', 'b.example']],
  ])('%j', (source, names) => {
    expect([...read(source).allowedHosts].toSorted()).toEqual(
      ['127.0.0.1', '::1', 'localhost', ...names].toSorted(),
    )
  })
})

test('databases', () => {
  expect(read({ DATABASE_URL: 'postgres://u@h/d' }).databaseUrl).toBe('postgres://u@h/d')
  expect(read({ DATABASE_URL: 'file:./x.db' }).databaseUrl).toBe('/srv/seedreel/x.db')
})

test('a mail server and a sign-in provider are used where all of them is set', () => {
  expect(read({})).toMatchObject({ mail: undefined, oidc: undefined })
  const mail = { SMTP_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'Seedreel <studio@example.com>' }
  const oidc = { OIDC_ISSUER: 'https://accounts.example.com/realms/one', ...CLIENT }
  expect(read({ ...mail, ...oidc, ...PUBLIC })).toMatchObject({
    mail: { url: mail.SMTP_URL, from: mail.MAIL_FROM },
    oidc: { issuer: oidc.OIDC_ISSUER, clientId: 'studio', clientSecret: 'sk-secret-1', name: 'SSO' },
  })
})
