/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
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
  ],
}
export default config
