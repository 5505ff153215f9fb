import type { Dossier, DossierFile } from '#web/api/calls.ts'

/** The files of one paper; of none where `paperId` is null. */
export interface FilesOfPaper {
  paperId: string | null
  /** Null: of no paper, or of one that the procedure does not ask for any more. */
  name: string | null
  files: readonly DossierFile[]
}

/** In the order of the papers, what is of none of them last; papers without a file are left out. */
export const filesByPaper = (
  files: readonly DossierFile[],
  papers: Dossier['files']['papers'],
): readonly FilesOfPaper[] => {
  const isKnown = (paperId: string | null) => papers.some((paper) => paper.paperId === paperId)
  return [
    ...papers.map(({ paperId, name }) => ({
      paperId,
      name,
      files: files.filter((file) => file.paperId === paperId),
    })),
    { paperId: null, name: null, files: files.filter((file) => !isKnown(file.paperId)) },
  ].filter((one) => one.files.length > 0)
}

/** Up to the next tenth: nothing is shown as 0. */
export const megabytesOf = (bytes: number): number => Math.ceil(bytes / 100_000) / 10
