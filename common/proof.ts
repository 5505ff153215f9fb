/** Who collects a result: the owner of the dossier, or somebody in their place. */
export type Receiver = 'OWNER' | 'REPRESENTATIVE'

/** What was looked at before a result was given away: a kind, never a number. */
export type Proof = 'ID_CARD' | 'AUTHORISATION' | 'KNOWN_PERSON'

/** What may be looked at, the usual one first. */
export const PROOFS_OF: Readonly<Record<Receiver, readonly [Proof, ...Proof[]]>> = {
  OWNER: ['ID_CARD', 'KNOWN_PERSON'],
  REPRESENTATIVE: ['AUTHORISATION'],
}

/** Whoever collects for another brings a letter: a card says who they are, not that they may. */
export const lacksAuthorisation = (receiver: Receiver, proof: Proof): boolean =>
  receiver === 'REPRESENTATIVE' && !PROOFS_OF.REPRESENTATIVE.includes(proof)
