// Written so that a Node of many years ago can still read it and say what it is missing.
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    'Một Cửa cần Node.js 20.19 trở lên (nên dùng 24); máy này có ' +
      process.versions.node +
      '.\n' +
      'Một Cửa needs Node.js 20.19 or newer (24 is recommended); this is ' +
      process.versions.node +
      '.\n',
  )
  process.exit(1)
}
