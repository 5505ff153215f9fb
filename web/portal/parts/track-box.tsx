import { useSpeech } from '../words.tsx'

interface Typed {
  code?: string
  secret?: string
  /** Id of the message that says what was wrong. */
  problemId?: string
}

/** Asks for the two codes of a receipt, as they are printed there. Sent by POST: the secret stays out of addresses. */
export const TrackBox = ({ code = '', secret = '', problemId }: Typed) => {
  const { say } = useSpeech()
  const describedBy = (hint: string) => (problemId ? `${hint} ${problemId}` : hint)
  const asPrinted = {
    type: 'text',
    autoComplete: 'off',
    autoCapitalize: 'characters',
    autoCorrect: 'off',
    spellCheck: false,
    required: true,
    maxLength: 60,
  } as const
  return (
    <form className="track" action="/tra-cuu" method="post">
      <p>{say('portal.track.scan')}</p>
      <label htmlFor="ma">{say('portal.track.code')}</label>
      <p className="hint" id="ma-hint">
        {say('portal.track.code-hint')}
      </p>
      <input {...asPrinted} id="ma" name="ma" defaultValue={code} aria-describedby={describedBy('ma-hint')} />
      <label htmlFor="bi-mat">{say('portal.track.secret')}</label>
      <p className="hint" id="bi-mat-hint">
        {say('portal.track.secret-hint')}
      </p>
      <input
        {...asPrinted}
        id="bi-mat"
        name="bi-mat"
        defaultValue={secret}
        aria-describedby={describedBy('bi-mat-hint')}
      />
      <button type="submit">{say('portal.track.button')}</button>
    </form>
  )
}
