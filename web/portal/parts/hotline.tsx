import { useSpeech } from '../words.tsx'

/** A number to call with one tap; where none is known, it says where to ask instead. */
export const Hotline = ({ number }: { number: string | null }) => {
  const { say } = useSpeech()
  return <p>{number === null ? say('portal.hotline.none') : <HotlineLink number={number} />}</p>
}

export const HotlineLink = ({ number }: { number: string }) => {
  const { say } = useSpeech()
  return (
    <a className="call" href={`tel:${number.replace(/[^\d+]/g, '')}`}>
      {say('portal.hotline', { number })}
    </a>
  )
}
