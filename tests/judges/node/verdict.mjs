// What every judge says: one verdict a file, PASS or FAIL, with the findings under it.

import { createRequire } from 'node:module'
import { join } from 'node:path'

const JUDGES = process.env.JUDGES
if (!JUDGES) throw new Error('run this through target/judges/bin, which tests/judges/setup writes')

/** Where npm's packages lie, with a slash at the end. */
export const PACKAGES = join(JUDGES, 'node', 'node_modules') + '/'

/** Loads one of npm's packages that `setup` has installed. */
export const load = createRequire(PACKAGES)

/** The Chromium that `setup` has found. */
export const CHROMIUM = join(JUDGES, 'bin', 'chromium')

/**
 * Prints a judge's verdict on a file: it fails when there are findings. What it has to tell besides stands
 * below them. The exit status remembers it.
 */
export function verdict(judge, file, findings, told = []) {
  const lines = [`${findings.length ? 'FAIL' : 'PASS'} ${judge} ${file}`, ...[...findings, ...told].map(line => `    ${line}`)]
  console.log(lines.join('\n'))
  if (findings.length) process.exitCode = 1
}

/** The findings of a judge, or that it could not judge. */
export async function attempt(findings) {
  try {
    return await findings()
  } catch (failure) {
    return [`cannot be judged: ${String(failure.message ?? failure).split('\n')[0]}`]
  }
}
