/** Plain Node 20 and builtins only, like everything in this folder: it runs before anything is installed. */

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 9)) {
  console.error(
    `Seedreel needs Node 20.9 or newer; this is ${process.versions.node}. Get a newer one from https://nodejs.org.`,
  )
  process.exit(1)
}
