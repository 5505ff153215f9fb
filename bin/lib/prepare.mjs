import { build, isBuilt } from './build.mjs'
import { install, isInstalled } from './install.mjs'
import { alone } from './lock.mjs'

/**
 * Makes the checkout ready to run: packages installed, program built. When everything is as it should be
 * nothing is written and no lock is taken, so a service without write access may start a prepared checkout.
 * `tools`: also what only development needs.
 */
export async function prepare({ tools = false, program = true } = {}) {
  const installed = () => isInstalled({ dev: tools || (program && !isBuilt()) })
  const ready = () => installed() && (!program || isBuilt())
  if (ready()) return
  await alone(async () => {
    if (!installed()) await install()
    if (program && !isBuilt()) await build()
  })
}
