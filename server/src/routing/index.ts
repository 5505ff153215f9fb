export * from './rules/process.ts'
export { Processes } from './store.ts'
