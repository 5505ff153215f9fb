import { useSpeech, type Word } from '../words.tsx'

/** To the page of the dossier, by the form of the look-up: the secret stays out of the address. */
export const ToDossier = ({
  code,
  secret,
  words = 'portal.withdraw.see',
}: {
  code: string
  secret: string
  words?: Word
}) => {
  const { say } = useSpeech()
  return (
    <form className="step" method="post" action="/tra-cuu">
      <input type="hidden" name="ma" value={code} />
      <input type="hidden" name="bi-mat" value={secret} />
      <button type="submit" className="quiet">
        {say(words)}
      </button>
    </form>
  )
}
