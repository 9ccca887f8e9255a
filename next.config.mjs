/** For every answer. The pages' Content-Security-Policy carries a nonce and comes from proxy.ts; media answers bring their own. */
const HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  // Not no-referrer: with that, browsers say `Origin: null` on our own forms.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
]

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // `npm test` checks the types of everything; a start need not do it again (14 s of a 58 s build on 2 cores).
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  // The optimiser would fetch and decode for anybody who asks. Previews are made once, on arrival.
  images: { unoptimized: true },
  // Browsers ask for it between two pages, whatever the page says of its icon.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  headers: async () => [
    { source: '/:path*', headers: HEADERS },
    // The owner link must not travel on to anybody, not even to ourselves.
    // A share link is a secret too, and what it shows is nobody's to keep.
    ...['/s/:path*', '/api/s/:path*'].map((source) => ({
      source,
      headers: [
        { key: 'Referrer-Policy', value: 'no-referrer' },
        { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
        { key: 'Cache-Control', value: 'no-store' },
      ],
    })),
    { source: '/enter', headers: [{ key: 'Referrer-Policy', value: 'no-referrer' }] },
  ],
  // `next dev` prints addresses, and these hold secrets: the owner's, of invitations, of share links.
  logging: {
    incomingRequests: { ignore: [/^\/enter/, /^\/invite\//, /^\/api\/session\/oidc/, /^(\/api)?\/s\//] },
  },
  // Native addons and packages that find their own binaries at run time cannot be bundled.
  serverExternalPackages: [
    'better-sqlite3',
    'pg',
    'sharp',
    'mediabunny',
    '@mediabunny/server',
    'node-av',
    '@napi-rs/canvas',
    'better-auth',
    'nodemailer',
  ],
}
export default config
