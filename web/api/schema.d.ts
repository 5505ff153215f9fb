// Made from api/openapi.json by `npm run generate`.
export interface paths {
    "/api/administrative-units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The provinces of a day, or what lies directly under a place */
        get: operations["listAdministrativeUnits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agencies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An agency, since when, until when, and who continues its work */
        get: operations["readAgency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/colleagues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Officers of my authority, to choose one of: who takes a post, who covers, who is away */
        get: operations["listColleagues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/delegations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who lent which posts to whom, the newest first */
        get: operations["listDelegations"];
        put?: never;
        /** Lend posts to a colleague for a time */
        post: operations["makeDelegation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/delegations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a delegation now; it is kept */
        delete: operations["revokeDelegation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is away when, and who covers, the newest first */
        get: operations["listAbsences"];
        put?: never;
        /** Note that somebody is away, and who covers */
        post: operations["noteAbsence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/absences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an absence back; it is kept */
        delete: operations["withdrawAbsence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My account: second factor, and where I am signed in */
        get: operations["readAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose another password; every other session of mine ends */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/second-factor-secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A secret for my telephone, in use once a code of it was typed */
        post: operations["beginSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Use the new secret, by a code of it; every other session of mine ends */
        put: operations["confirmSecondFactor"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ten new codes for paper; the earlier ones are no more */
        post: operations["renewRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End every session of mine but this one */
        delete: operations["endOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one session of mine */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, at which counter */
        get: operations["whoAmI"];
        put?: never;
        post?: never;
        /** Sign out, and leave the counter */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/counters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counters of my centre */
        get: operations["listCounters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/counter-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sit down at a counter */
        post: operations["openCounter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/counter-sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Leave the counter */
        delete: operations["closeCounter"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/procedures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Procedures of today by words without marks, by field or by agency; suspended ones too */
        get: operations["searchProcedures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/procedures/{slug}/promise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The due date if it were received now, day by day: by the calendar of the authority of who is signed in, else of the portal's own centre */
        get: operations["previewPromise"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Office hours and days off: of the authority of who is signed in, else of the portal's own centre */
        get: operations["readCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar-decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Decisions that changed the calendar, and how far the open due dates have followed */
        get: operations["listCalendarDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/procedures/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A procedure as it stands today, also one that is suspended, over or to come; with its steps where it is handled here */
        get: operations["readProcedure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Dossiers I may see, newest first */
        get: operations["listDossiers"];
        put?: never;
        /** Receive a dossier at an open counter: number, promise and receipt in one commit */
        post: operations["receiveDossier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/filings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write down what was filed and is not accepted yet: brought incomplete, come by post, or handed on by the national portal */
        post: operations["fileDossier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A dossier on one page, with what I may do */
        get: operations["readDossier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/documents/{documentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A paper of the dossier, as PDF */
        get: operations["readDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for my post, soonest due first */
        get: operations["readInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/date-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Citizens to be told that their date has moved, soonest due first; or who were told of it, latest first */
        get: operations["listDateNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/date-notices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The citizen has been told of the new date */
        put: operations["noteTold"];
        post?: never;
        /** The citizen was not told after all: they are to be told again, and the ledger keeps both */
        delete: operations["takeTellingBack"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where is my dossier: with the code and the secret of the receipt */
        get: operations["trackDossier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/{code}/supplements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring what was asked for, before it was accepted or since */
        post: operations["bringSupplement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/{code}/withdrawal-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to withdraw the dossier */
        post: operations["askToWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/files/{fileId}/removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take out a file that was handed in by mistake: it is kept and shown to nobody any more */
        post: operations["takeFileOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people-searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** People of the dossiers I may see, by name, identity number, telephone or dossier code */
        post: operations["searchPeople"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/same-person-findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Two persons of two dossiers are one human being: a search shows them as one */
        post: operations["declareSamePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/same-person-findings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** They are not one after all: the finding is kept, and groups nothing any more */
        delete: operations["undoSamePerson"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hand-overs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What my units handed over, or were handed, and nobody has confirmed: oldest first */
        get: operations["listHandOvers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/manifests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Manifests of what my units sent or got, newest first */
        get: operations["listManifests"];
        put?: never;
        /** The manifest of papers handed over to a unit that has yet to confirm them: numbered and frozen */
        post: operations["makeManifest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/manifests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A manifest as it was frozen, with what has become of each dossier of it */
        get: operations["readManifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/manifests/{id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The manifest, as PDF */
        get: operations["readManifestDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes, as it changes
         * @description Server-sent events, with `Accept: text/event-stream`. `change` has the id and the new version of a dossier that one may see; `everything` says that so much changed, or may have been missed, that lists are to be asked for again.
         */
        get: operations["followChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept what was filed: promise and receipt */
        post: operations["acceptDossier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/completion-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for what is missing before it is accepted, in one go */
        post: operations["askToComplete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What was missing has been brought */
        post: operations["noteCompletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn it away, with reason and basis */
        post: operations["refuseDossier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/reception-corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put right what was written down wrongly at reception, and print the receipt anew */
        post: operations["correctReception"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/hand-overs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand the dossier over to the unit that comes next */
        post: operations["handOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/hand-over-confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm that it has arrived: from here on it is ours */
        post: operations["confirmHandOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/hand-over-refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse what was handed over: it stays with the sender */
        post: operations["refuseHandOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/hand-over-recalls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what was handed over and nobody has confirmed */
        post: operations["takeBackHandOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a task, give it to somebody, or give it back */
        post: operations["assignTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/step-completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The work of this step is done */
        post: operations["completeStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/send-backs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send it back to an earlier step, with a reason */
        post: operations["sendBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/opinion-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the agencies of the next step for their opinions */
        post: operations["askOpinions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/consultations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask any units for their opinions, beside the process */
        post: operations["consultUnits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/opinions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the opinion asked for */
        post: operations["giveOpinion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/consultation-closures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on without those who have not answered */
        post: operations["closeConsultation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/outside-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask a system or agency outside */
        post: operations["askOutside"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/outside-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The answer from outside is there, or will not come */
        post: operations["noteOutsideAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/supplement-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the citizen for papers while it is handled: the term stands still */
        post: operations["askSupplement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/supplements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What was asked for has been brought */
        post: operations["noteSupplement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/obligation-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notify a financial obligation: the term stands still */
        post: operations["notifyObligation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/obligation-settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The financial obligation has been met */
        post: operations["noteObligationMet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/term-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the term to another that the procedure names */
        post: operations["changeTerm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/part-results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Conclude the part of one agency */
        post: operations["concludePart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/part-endings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on without an agency that is late with its part and does not conclude it */
        post: operations["endPart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/result-gatherings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** All parts have their results: they go to the citizen together */
        post: operations["gatherResults"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit the drafted result for approval */
        post: operations["submitDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve the frozen file, by its hash */
        post: operations["approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/issuances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Number and issue the result */
        post: operations["issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Return the result to the citizen at an open counter */
        post: operations["returnResult"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/result-corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to put right a result that was issued wrong */
        post: operations["correctResult"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/withdrawal-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The citizen asks to withdraw it */
        post: operations["requestWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the citizen withdraw it */
        post: operations["grantWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/withdrawal-refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse the withdrawal: everything goes on where it stood */
        post: operations["refuseWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/stops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop work on it, with the basis */
        post: operations["stopDossier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/house": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether acts are taken now */
        get: operations["readHouse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Signed checkpoints of the ledger, the latest first */
        get: operations["listCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/checkpoints/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest checkpoint of the ledger */
        get: operations["readLatestCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public keys that checkpoints are signed with, the first one first */
        get: operations["listLedgerKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand in a scan or photograph with the dossier: its bytes, judged by what is in them */
        post: operations["handInFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dossiers/{id}/files/{fileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file that was handed in, as it came */
        get: operations["readFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description RFC 9457 problem */
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            details?: {
                [key: string]: unknown;
            };
            requestId?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAdministrativeUnits: {
        parameters: {
            query?: {
                /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                on?: string;
                /** @description code of a place */
                under?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                        on: string;
                        items: {
                            /** @description of the General Statistics Office */
                            code: string;
                            name: string;
                            /** @enum {string} */
                            level: "PROVINCE" | "DISTRICT" | "COMMUNE";
                            parentCode: string | null;
                            /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                            validFrom: string;
                            /** @description the first day on which it is no more */
                            validTo: string | null;
                        }[];
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    readAgency: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        name: string;
                        /** @enum {string} */
                        kind: "AUTHORITY" | "UNIT" | "CENTRE" | "BRANCH";
                        /** @enum {string} */
                        system: "STATE" | "VERTICAL" | "PARTY";
                        /** @enum {string} */
                        level: "PROVINCE" | "COMMUNE";
                        locality: string;
                        hotline: string | null;
                        address: string | null;
                        parent: {
                            /** @description uuid, lower case */
                            id: string;
                            name: string;
                        } | null;
                        authority: {
                            /** @description uuid, lower case */
                            id: string;
                            name: string;
                        };
                        administrativeUnit: {
                            code: string;
                            name: string;
                        } | null;
                        /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                        validFrom: string;
                        /** @description the first day on which it is no more */
                        validTo: string | null;
                        /** @description today */
                        inForce: boolean;
                        /** @description who does its work today, where it does not do it itself any more */
                        successors: {
                            /** @description uuid, lower case */
                            id: string;
                            code: string;
                            name: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    listColleagues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description uuid, lower case */
                            id: string;
                            name: string;
                            title: string;
                            unit: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                            };
                            roles: ("RECEPTIONIST" | "SPECIALIST" | "LEADER" | "RECORDS_CLERK" | "CENTRE_HEAD" | "PROCEDURE_CONTROLLER" | "INSPECTOR" | "ADMIN")[];
                            /** @description whether I may lend the posts of that officer, and name who covers */
                            mayLend: boolean;
                            /** @description whether I may note that that officer is away */
                            mayNoteAway: boolean;
                        }[];
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    listDelegations: {
        parameters: {
            query?: {
                /** @description uuid, lower case */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description uuid, lower case */
                            id: string;
                            from: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                            };
                            to: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                            };
                            unit: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                            };
                            roles: ("RECEPTIONIST" | "SPECIALIST" | "LEADER" | "RECORDS_CLERK" | "CENTRE_HEAD" | "PROCEDURE_CONTROLLER" | "INSPECTOR" | "ADMIN")[];
                            /** @description slugs, or fields in the words of the source; null: every procedure */
                            procedures: string[] | null;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            validFrom: string;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            validTo: string;
                            basis: string;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            madeAt: string;
                            madeBy: string;
                            revokedAt: string | null;
                            revokedBy: string | null;
                            mayRevoke: boolean;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    makeDelegation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description uuid, lower case */
                    fromOfficerId?: string;
                    /** @description uuid, lower case */
                    toOfficerId: string;
                    /** @description uuid, lower case */
                    unitId?: string;
                    roles: ("RECEPTIONIST" | "SPECIALIST" | "LEADER" | "RECORDS_CLERK" | "CENTRE_HEAD" | "PROCEDURE_CONTROLLER" | "INSPECTOR" | "ADMIN")[];
                    /** @description slugs, or fields in the words of the source; left out: every procedure */
                    procedures?: string[];
                    /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                    validFrom?: string;
                    /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                    validTo: string;
                    basis: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    revokeDelegation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    listAbsences: {
        parameters: {
            query?: {
                /** @description uuid, lower case */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description uuid, lower case */
                            id: string;
                            officer: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                            };
                            cover: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                            } | null;
                            /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                            firstDay: string;
                            /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                            lastDay: string;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            notedAt: string;
                            notedBy: string;
                            withdrawnAt: string | null;
                            withdrawnBy: string | null;
                            mayWithdraw: boolean;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    noteAbsence: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description uuid, lower case */
                    officerId?: string;
                    /** @description uuid, lower case */
                    coverId?: string;
                    /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                    firstDay: string;
                    /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                    lastDay: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    withdrawAbsence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    readAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        username: string;
                        /** @description what must be done before anything else */
                        owes: ("NEW_PASSWORD" | "SECOND_FACTOR") | null;
                        secondFactor: {
                            enrolledAt: string | null;
                            recoveryCodesLeft: number;
                        };
                        sessions: {
                            /** @description uuid, lower case */
                            id: string;
                            isThis: boolean;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            openedAt: string;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            seenAt: string;
                            address: string | null;
                            browser: string | null;
                        }[];
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    beginSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string;
                        uri: string;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    confirmSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryCodes: string[];
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    renewRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryCodes: string[];
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    endOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    password: string;
                    /** @description of the telephone, or a recovery code: where `second-factor-asked` was answered */
                    code?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        officer: {
                            /** @description uuid, lower case */
                            id: string;
                            fullName: string;
                            title: string;
                            roles: string[];
                            unit: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                            };
                            authority: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                            };
                        };
                        /** @description whose work I do besides my own: by posts that were lent, or as the cover of who is away */
                        standsIn: {
                            /** @description uuid, lower case */
                            id: string;
                            /** @enum {string} */
                            kind: "DELEGATION" | "ABSENCE";
                            /** @description whose post it is, by name */
                            officer: string;
                            unit: string;
                            roles: ("RECEPTIONIST" | "SPECIALIST" | "LEADER" | "RECORDS_CLERK" | "CENTRE_HEAD" | "PROCEDURE_CONTROLLER" | "INSPECTOR" | "ADMIN")[];
                            /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                            lastDay: string;
                        }[];
                        /** @description who does my own work now: posts that I lent, leave that is noted */
                        stoodInFor: {
                            /** @description uuid, lower case */
                            id: string;
                            /** @enum {string} */
                            kind: "DELEGATION" | "ABSENCE";
                            /** @description who does the work meanwhile, by name; null where nobody covers */
                            by: string | null;
                            /** @description the posts that were lent; of leave, none: it is all of them */
                            roles: ("RECEPTIONIST" | "SPECIALIST" | "LEADER" | "RECORDS_CLERK" | "CENTRE_HEAD" | "PROCEDURE_CONTROLLER" | "INSPECTOR" | "ADMIN")[];
                            /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                            lastDay: string;
                        }[];
                        mayOpenCounter: boolean;
                        counterSession: {
                            /** @description uuid, lower case */
                            id: string;
                            /** @description uuid, lower case */
                            counterId: string;
                            counterName: string;
                            pointName: string;
                            centreName: string;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            openedAt: string;
                        } | null;
                        /** @description what must be done before anything else */
                        owes: ("NEW_PASSWORD" | "SECOND_FACTOR") | null;
                        /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                        expiresAt: string;
                        /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                        now: string;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    whoAmI: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        officer: {
                            /** @description uuid, lower case */
                            id: string;
                            fullName: string;
                            title: string;
                            roles: string[];
                            unit: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                            };
                            authority: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                            };
                        };
                        /** @description whose work I do besides my own: by posts that were lent, or as the cover of who is away */
                        standsIn: {
                            /** @description uuid, lower case */
                            id: string;
                            /** @enum {string} */
                            kind: "DELEGATION" | "ABSENCE";
                            /** @description whose post it is, by name */
                            officer: string;
                            unit: string;
                            roles: ("RECEPTIONIST" | "SPECIALIST" | "LEADER" | "RECORDS_CLERK" | "CENTRE_HEAD" | "PROCEDURE_CONTROLLER" | "INSPECTOR" | "ADMIN")[];
                            /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                            lastDay: string;
                        }[];
                        /** @description who does my own work now: posts that I lent, leave that is noted */
                        stoodInFor: {
                            /** @description uuid, lower case */
                            id: string;
                            /** @enum {string} */
                            kind: "DELEGATION" | "ABSENCE";
                            /** @description who does the work meanwhile, by name; null where nobody covers */
                            by: string | null;
                            /** @description the posts that were lent; of leave, none: it is all of them */
                            roles: ("RECEPTIONIST" | "SPECIALIST" | "LEADER" | "RECORDS_CLERK" | "CENTRE_HEAD" | "PROCEDURE_CONTROLLER" | "INSPECTOR" | "ADMIN")[];
                            /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                            lastDay: string;
                        }[];
                        mayOpenCounter: boolean;
                        counterSession: {
                            /** @description uuid, lower case */
                            id: string;
                            /** @description uuid, lower case */
                            counterId: string;
                            counterName: string;
                            pointName: string;
                            centreName: string;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            openedAt: string;
                        } | null;
                        /** @description what must be done before anything else */
                        owes: ("NEW_PASSWORD" | "SECOND_FACTOR") | null;
                        /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                        expiresAt: string;
                        /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                        now: string;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    listCounters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description uuid, lower case */
                            id: string;
                            number: number;
                            name: string;
                            pointName: string;
                            busyWith: string | null;
                        }[];
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    openCounter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description uuid, lower case */
                    counterId: string;
                    /** @description ends the turn of whoever sits there and has left without closing */
                    takeOver?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    closeCounter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    searchProcedures: {
        parameters: {
            query?: {
                q?: string;
                field?: string;
                agency?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            slug: string;
                            title: string;
                            titleEn: string | null;
                            nationalCode: string | null;
                            level: ("MINISTRY" | "PROVINCE" | "COMMUNE" | "OTHER") | null;
                            field: string | null;
                            competent: string | null;
                            /** @enum {string} */
                            standing: "IN_FORCE" | "SUSPENDED" | "NOT_YET" | "ENDED";
                            /** @description whether a dossier can be handed in at a counter here, or by post */
                            receivable: boolean;
                            /** @description why not; null where it is received */
                            notReceived: ("NOT_YET" | "ENDED" | "SUSPENDED" | "MINISTRY_SYSTEM" | "NO_PROCESS" | "NO_CHANNEL" | "TERM_UNDECIDED") | null;
                            /** @description of its first case and channel; null where none is promised */
                            term: {
                                /** @description says nothing where the unit is SAME_DAY */
                                value: number;
                                /** @enum {string} */
                                unit: "WORKING_DAY" | "CALENDAR_DAY" | "WORKING_HOUR" | "SAME_DAY";
                            } | null;
                            termText: string | null;
                            /** @description how sure it is; null where there is no channel */
                            termStanding: ("STATED" | "NONE_BY_LAW" | "UNDECIDED") | null;
                            /** @description of how many stretches that term is made; 0 where it is one */
                            phases: number;
                        }[];
                        /** @description so many of the first hold what was asked for; the others are closest to it */
                        exact: number;
                        hasMore: boolean;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    previewPromise: {
        parameters: {
            query: {
                caseId: string;
                channel: "COUNTER" | "ONLINE" | "POST";
                place?: "ORDINARY" | "DIFFICULT";
                applicant?: "PERSON" | "ORGANISATION";
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description the term that was chosen for the place or the applicant; null where the ordinary one holds */
                        special: {
                            term: {
                                /** @description says nothing where the unit is SAME_DAY */
                                value: number;
                                /** @enum {string} */
                                unit: "WORKING_DAY" | "CALENDAR_DAY" | "WORKING_HOUR" | "SAME_DAY";
                            };
                            name: {
                                vi: string;
                                en: string;
                            };
                        } | null;
                        /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                        acceptedAt: string;
                        /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                        clockStartsAt: string;
                        dueAt: string | null;
                        /** @description why it would be due then, day by day */
                        explanation: {
                            /** @enum {string} */
                            kind: "TERM" | "TERM_CHANGED" | "PHASE" | "AS_PRINTED" | "PRINTED_PROMISE_HOLDS" | "PAUSE" | "EXTENDED";
                            /** @description the date as it was after this part; null without a term */
                            dueAt: string | null;
                            term: {
                                /** @description says nothing where the unit is SAME_DAY */
                                value: number;
                                /** @enum {string} */
                                unit: "WORKING_DAY" | "CALENDAR_DAY" | "WORKING_HOUR" | "SAME_DAY";
                            } | null;
                            /** @description of a term that holds for some places or applicants only: for which, and by which provision */
                            special: {
                                name: {
                                    vi: string;
                                    en: string;
                                };
                                basis: string;
                            } | null;
                            phase: {
                                vi: string;
                                en: string;
                            } | null;
                            /** @description false for a phase that is only expected */
                            hasBegun: boolean;
                            /** @description of a phase: its date is that of the whole */
                            isLast: boolean;
                            reason: ("SUPPLEMENT" | "FINANCIAL_OBLIGATION" | "EXTERNAL_LOOKUP" | "CONSULTATION" | "FIELD_VERIFICATION" | "PUBLIC_POSTING") | null;
                            basis: string | null;
                            cutOff: string | null;
                            end: ("END_OF_DAY" | "END_OF_SESSION" | "SAME_CLOCK_TIME") | null;
                            /** @description acceptance; or when the phase, the pause, the change or the extension began; of the receipt: the date reckoned */
                            from: string | null;
                            /** @description end of a pause; null while it lasts */
                            to: string | null;
                            clockStartsAt: string | null;
                            minutes: number | null;
                            days: {
                                /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                                date: string;
                                counted: boolean;
                                ordinal: number | null;
                                minutes: number | null;
                                /** @enum {string} */
                                code: "ACCEPTED_AFTER_CUT_OFF" | "ACCEPTED_OUTSIDE_SESSIONS" | "CLOCK_STARTS" | "WORKING_DAY" | "CALENDAR_DAY" | "WEEKLY_REST" | "MOVED_TO_WORKING_DAY" | "PAUSED" | "GIVEN_BACK" | "OUTSIDE_HOURS" | "NOT_GIVEN_BACK" | "PROMISE_HOLDS" | "BETWEEN_PHASES" | "HOLIDAY" | "SUBSTITUTE" | "SWAP_OFF" | "SWAP_WORK" | "CLOSURE" | "CLOSURE_IN_PART";
                                name: {
                                    vi: string;
                                    en: string;
                                } | null;
                                source: string | null;
                                /** @description decided only after the dossier was accepted */
                                announcedLater: boolean;
                                unconfirmed: {
                                    vi: string;
                                    en: string;
                                } | null;
                            }[];
                            givenBack: {
                                /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                                date: string;
                                counted: boolean;
                                ordinal: number | null;
                                minutes: number | null;
                                /** @enum {string} */
                                code: "ACCEPTED_AFTER_CUT_OFF" | "ACCEPTED_OUTSIDE_SESSIONS" | "CLOCK_STARTS" | "WORKING_DAY" | "CALENDAR_DAY" | "WEEKLY_REST" | "MOVED_TO_WORKING_DAY" | "PAUSED" | "GIVEN_BACK" | "OUTSIDE_HOURS" | "NOT_GIVEN_BACK" | "PROMISE_HOLDS" | "BETWEEN_PHASES" | "HOLIDAY" | "SUBSTITUTE" | "SWAP_OFF" | "SWAP_WORK" | "CLOSURE" | "CLOSURE_IN_PART";
                                name: {
                                    vi: string;
                                    en: string;
                                } | null;
                                source: string | null;
                                /** @description decided only after the dossier was accepted */
                                announcedLater: boolean;
                                unconfirmed: {
                                    vi: string;
                                    en: string;
                                } | null;
                            }[];
                        }[];
                        beyondKnownCalendar: boolean;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    readCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        name: {
                            vi: string;
                            en: string;
                        };
                        week: {
                            start: string;
                            end: string;
                        }[][];
                        /** @description when dossiers are received; null when that is the working week */
                        receptionWeek: {
                            start: string;
                            end: string;
                        }[][] | null;
                        laterWeeks: {
                            /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                            from: string;
                            week: {
                                start: string;
                                end: string;
                            }[][];
                            receptionWeek: {
                                start: string;
                                end: string;
                            }[][] | null;
                            source: string;
                        }[];
                        /** @description days that are not like their week, in order */
                        days: {
                            /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                            date: string;
                            /** @enum {string} */
                            kind: "HOLIDAY" | "SUBSTITUTE" | "SWAP_OFF" | "SWAP_WORK" | "CLOSURE";
                            name: {
                                vi: string;
                                en: string;
                            };
                            source: string;
                            /** @description only then it changes a due date */
                            confirmed: boolean;
                            /** @description worked that day */
                            sessions: {
                                start: string;
                                end: string;
                            }[];
                        }[];
                        /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                        knownFrom: string;
                        /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                        knownUntil: string;
                        /** @description what the law itself says of the year that is not known yet; swaps are decided, not reckoned */
                        proposals: {
                            year: number;
                            days: {
                                /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                                date: string;
                                /** @enum {string} */
                                kind: "HOLIDAY" | "SUBSTITUTE" | "SWAP_OFF" | "SWAP_WORK" | "CLOSURE";
                                name: {
                                    vi: string;
                                    en: string;
                                };
                                source: string;
                                /** @description only then it changes a due date */
                                confirmed: boolean;
                                /** @description worked that day */
                                sessions: {
                                    start: string;
                                    end: string;
                                }[];
                            }[];
                            undecided: {
                                name: {
                                    vi: string;
                                    en: string;
                                };
                                source: string;
                                options: {
                                    /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                                    date: string;
                                    /** @enum {string} */
                                    kind: "HOLIDAY" | "SUBSTITUTE" | "SWAP_OFF" | "SWAP_WORK" | "CLOSURE";
                                    name: {
                                        vi: string;
                                        en: string;
                                    };
                                    source: string;
                                    /** @description only then it changes a due date */
                                    confirmed: boolean;
                                    /** @description worked that day */
                                    sessions: {
                                        start: string;
                                        end: string;
                                    }[];
                                }[][];
                            }[];
                        };
                        /** @description how a term is counted, for dossiers accepted today */
                        rules: {
                            /** @description HH:MM; a dossier accepted later counts from the next working day */
                            cutOff: string;
                            /** @enum {string} */
                            end: "END_OF_DAY" | "END_OF_SESSION" | "SAME_CLOCK_TIME";
                            basis: string;
                            pauses: {
                                /** @enum {string} */
                                reason: "SUPPLEMENT" | "FINANCIAL_OBLIGATION" | "EXTERNAL_LOOKUP" | "CONSULTATION" | "FIELD_VERIFICATION" | "PUBLIC_POSTING";
                                /** @enum {string} */
                                allowed: "ALWAYS" | "WHERE_THE_PROCEDURE_SAYS_SO" | "NEVER";
                            }[];
                            pausesBasis: string;
                            /** @description how often a dossier may be extended */
                            extensions: number;
                            extensionsBasis: string;
                        };
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    listCalendarDecisions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description uuid, lower case */
                            id: string;
                            number: string;
                            issuer: string;
                            /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                            decidedOn: string;
                            title: string;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            madeAt: string;
                            /** @description open dossiers looked at */
                            lookedAt: number;
                            /** @description those of them whose dates moved */
                            moved: number;
                            /** @description when all had followed; null while some have not */
                            followedAt: string | null;
                        }[];
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    readProcedure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        slug: string;
                        title: string;
                        titleEn: string | null;
                        nationalCode: string | null;
                        level: ("MINISTRY" | "PROVINCE" | "COMMUNE" | "OTHER") | null;
                        field: string | null;
                        applicants: string[];
                        /** @enum {string} */
                        standing: "IN_FORCE" | "SUSPENDED" | "NOT_YET" | "ENDED";
                        /** @description whether a dossier can be handed in at a counter here, or by post */
                        receivable: boolean;
                        /** @description why not; null where it is received */
                        notReceived: ("NOT_YET" | "ENDED" | "SUSPENDED" | "MINISTRY_SYSTEM" | "NO_PROCESS" | "NO_CHANNEL" | "TERM_UNDECIDED") | null;
                        /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                        effectiveFrom: string;
                        /** @description the last day it holds; null while no end is known */
                        effectiveTo: string | null;
                        version: number;
                        versions: {
                            version: number;
                            /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                            effectiveFrom: string;
                            effectiveTo: string | null;
                        }[];
                        decision: {
                            number: string;
                            issuer: string;
                            /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                            decidedOn: string;
                            title: string;
                        } | null;
                        replaces: {
                            slug: string;
                            title: string;
                            /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                            since: string;
                        }[];
                        replacedBy: {
                            slug: string;
                            title: string;
                            /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                            since: string;
                        }[];
                        cases: {
                            id: string;
                            name: {
                                vi: string;
                                en: string;
                            };
                            sets: number | null;
                            papers: {
                                id: string;
                                name: string;
                                form: string | null;
                                formUrl: string | null;
                                originals: number;
                                copies: number;
                                required: boolean;
                                /** @description data that stands in for the paper */
                                replacedBy: {
                                    source: {
                                        vi: string;
                                        en: string;
                                    };
                                    basis: string;
                                } | null;
                            }[];
                            channels: {
                                /** @enum {string} */
                                channel: "COUNTER" | "ONLINE" | "POST";
                                receivable: boolean;
                                /** @enum {string} */
                                standing: "STATED" | "NONE_BY_LAW" | "UNDECIDED";
                                term: {
                                    /** @description says nothing where the unit is SAME_DAY */
                                    value: number;
                                    /** @enum {string} */
                                    unit: "WORKING_DAY" | "CALENDAR_DAY" | "WORKING_HOUR" | "SAME_DAY";
                                } | null;
                                termText: string;
                                specials: {
                                    id: string;
                                    when: {
                                        /** @enum {string} */
                                        place?: "ORDINARY" | "DIFFICULT";
                                        /** @enum {string} */
                                        applicant?: "PERSON" | "ORGANISATION";
                                    };
                                    term: {
                                        /** @description says nothing where the unit is SAME_DAY */
                                        value: number;
                                        /** @enum {string} */
                                        unit: "WORKING_DAY" | "CALENDAR_DAY" | "WORKING_HOUR" | "SAME_DAY";
                                    };
                                    name: {
                                        vi: string;
                                        en: string;
                                    };
                                    basis: string;
                                }[];
                                changes: {
                                    id: string;
                                    to: {
                                        /** @description says nothing where the unit is SAME_DAY */
                                        value: number;
                                        /** @enum {string} */
                                        unit: "WORKING_DAY" | "CALENDAR_DAY" | "WORKING_HOUR" | "SAME_DAY";
                                    };
                                    name: {
                                        vi: string;
                                        en: string;
                                    };
                                    basis: string;
                                }[];
                                phases: {
                                    id: string;
                                    name: {
                                        vi: string;
                                        en: string;
                                    };
                                    term: {
                                        /** @description says nothing where the unit is SAME_DAY */
                                        value: number;
                                        /** @enum {string} */
                                        unit: "WORKING_DAY" | "CALENDAR_DAY" | "WORKING_HOUR" | "SAME_DAY";
                                    };
                                }[];
                                fees: {
                                    kind: ("FEE" | "CHARGE") | null;
                                    name: string;
                                    amountVnd: number | null;
                                    per: string | null;
                                    basis: string | null;
                                }[] | null;
                                description: string | null;
                                /** @description what reception by this channel asks, because the term or the process hangs on it */
                                asks: ({
                                    /** @enum {string} */
                                    fact: "place";
                                    values: ("ORDINARY" | "DIFFICULT")[];
                                } | {
                                    /** @enum {string} */
                                    fact: "applicant";
                                    values: ("PERSON" | "ORGANISATION")[];
                                })[];
                            }[];
                        }[];
                        conduct: string | null;
                        conditions: string | null;
                        competent: string | null;
                        coordinating: string[];
                        /** @enum {string} */
                        route: "LOCAL" | "MINISTRY_SYSTEM";
                        onlineLevel: ("FULL" | "PARTIAL") | null;
                        nonTerritorial: boolean | null;
                        results: {
                            vi: string;
                            en: string;
                        }[];
                        legalBasis: {
                            number: string | null;
                            title: string | null;
                        }[];
                        source: string;
                        steps: {
                            id: string;
                            /** @enum {string} */
                            kind: "RECEIVE" | "CHECK" | "CONSULT" | "APPRAISE" | "REVIEW" | "APPROVE" | "ISSUE" | "RETURN" | "EXTERNAL" | "APPLICANT" | "OBLIGATION" | "PART" | "GATHER";
                            name: {
                                vi: string;
                                en: string;
                            };
                            unit: string;
                            /** @description share of the term in working days; null where it is not counted in days */
                            days: number | null;
                            /** @description ids of the steps that follow, all of them at once; of a step with choices, where none of them holds */
                            next: string[];
                            /** @description asked in order when the step is done: the first that holds takes the place of next */
                            choices: {
                                fact: string;
                                name: {
                                    vi: string;
                                    en: string;
                                };
                                is: string;
                                answer: {
                                    vi: string;
                                    en: string;
                                };
                                /** @description ids of the steps that follow then, all of them at once */
                                next: string[];
                            }[];
                            /** @description when it begins, where several steps lead to it; null where one does */
                            join: ("ALL" | "ANY" | "LEAD") | null;
                            /** @description share in working hours, where the table counts in them */
                            hours: number | null;
                        }[];
                        /** @description null where it is described, not handled here */
                        processStanding: ("demo" | "published") | null;
                        processSource: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    listDossiers: {
        parameters: {
            query?: {
                code?: string;
                state?: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                receivedOn?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description uuid, lower case */
                            id: string;
                            code: string;
                            /** @enum {string} */
                            state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                            procedure: {
                                title: string;
                                titleEn: string | null;
                            };
                            ownerName: string | null;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            submittedAt: string;
                            acceptedAt: string | null;
                            currentDueAt: string | null;
                            /** @description since when and for what the term stands still; then its date is the old one, and is reckoned anew when it runs on */
                            paused: {
                                /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                                since: string;
                                /** @enum {string} */
                                waitsFor: "SUPPLEMENT" | "OBLIGATION" | "EXTERNAL" | "CONSULTATION";
                            } | null;
                            /** @description null while the term stands still */
                            workingTimeLeft: {
                                /** @description working minutes; negative when overdue */
                                minutes: number;
                                /** @description full working days after today; on the due day, and when overdue, the minutes in such days */
                                days: number;
                                isOverdue: boolean;
                            } | null;
                            timeliness: ("EARLY" | "ON_TIME" | "OVERDUE" | "NO_TERM") | null;
                            holderUnit: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    receiveDossier: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description slug of a procedure in force */
                    procedure: string;
                    caseId: string;
                    sets: number;
                    papers: {
                        paperId: string;
                        originals: number;
                        copies: number;
                    }[];
                    owner: {
                        fullName: string;
                        /** @description 12 digits, or 9 of an old CMND; spaces and dots are taken out */
                        citizenNumber?: string;
                        /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                        birthDate?: string;
                        phone?: string;
                        email?: string;
                        address?: string;
                    };
                    submitter?: {
                        fullName: string;
                        /** @description 12 digits, or 9 of an old CMND; spaces and dots are taken out */
                        citizenNumber?: string;
                        /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                        birthDate?: string;
                        phone?: string;
                        email?: string;
                        address?: string;
                    };
                    subject?: {
                        fullName: string;
                        /** @description 12 digits, or 9 of an old CMND; spaces and dots are taken out */
                        citizenNumber?: string;
                        /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                        birthDate?: string;
                        phone?: string;
                        email?: string;
                        address?: string;
                    };
                    /** @enum {string} */
                    channel: "COUNTER" | "POST";
                    /** @enum {string} */
                    place?: "ORDINARY" | "DIFFICULT";
                    /** @enum {string} */
                    applicant?: "PERSON" | "ORGANISATION";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                        /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                        acceptedAt: string;
                        /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                        clockStartsAt: string;
                        /** @description uuid, lower case */
                        receiptId: string;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    fileDossier: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description slug of a procedure in force */
                    procedure: string;
                    caseId: string;
                    sets: number;
                    papers: {
                        paperId: string;
                        originals: number;
                        copies: number;
                    }[];
                    owner: {
                        fullName: string;
                        /** @description 12 digits, or 9 of an old CMND; spaces and dots are taken out */
                        citizenNumber?: string;
                        /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                        birthDate?: string;
                        phone?: string;
                        email?: string;
                        address?: string;
                    };
                    submitter?: {
                        fullName: string;
                        /** @description 12 digits, or 9 of an old CMND; spaces and dots are taken out */
                        citizenNumber?: string;
                        /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                        birthDate?: string;
                        phone?: string;
                        email?: string;
                        address?: string;
                    };
                    subject?: {
                        fullName: string;
                        /** @description 12 digits, or 9 of an old CMND; spaces and dots are taken out */
                        citizenNumber?: string;
                        /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                        birthDate?: string;
                        phone?: string;
                        email?: string;
                        address?: string;
                    };
                    /** @enum {string} */
                    channel: "COUNTER" | "ONLINE" | "POST";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                        /** @description with the code it opens the look-up; given to whoever filed */
                        lookUpSecret: string;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    readDossier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        version: number;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        /** @description what the state is called on the national portal, whose words are coarser */
                        nationalStatus: {
                            code: number;
                            name: string;
                        };
                        /** @enum {string} */
                        clock: "NOT_STARTED" | "RUNNING" | "PAUSED" | "STOPPED";
                        /** @enum {string} */
                        payment: "NOT_STATED" | "NONE_DUE" | "DUE" | "PAID" | "WAIVED" | "REFUND_DUE" | "REFUNDED";
                        /** @enum {string} */
                        delivery: "NONE" | "READY" | "HANDED_TO_POST" | "DELIVERED" | "RETURNED_BY_POST" | "UNCLAIMED";
                        /** @enum {string} */
                        channel: "COUNTER" | "ONLINE" | "POST";
                        outcome: ("GRANTED" | "REFUSED_ON_MERITS" | "PARTLY_GRANTED") | null;
                        procedure: {
                            slug: string;
                            title: string;
                            titleEn: string | null;
                        };
                        persons: {
                            /** @enum {string} */
                            part: "OWNER" | "SUBMITTER" | "SUBJECT" | "RECEIVER";
                            fullName: string | null;
                            citizenNumberMasked: string | null;
                            birthDate: string | null;
                            phone: string | null;
                            email: string | null;
                            address: string | null;
                        }[];
                        /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                        submittedAt: string;
                        acceptedAt: string | null;
                        /** @description with the days off as they are known now */
                        clockStartsAt: string | null;
                        /** @description from when it was to be counted when it was accepted, where that has changed */
                        clockStartedAtFirst: string | null;
                        originalDueAt: string | null;
                        currentDueAt: string | null;
                        issuedAt: string | null;
                        returnedAt: string | null;
                        /** @description when it was turned away or stopped */
                        closedAt: string | null;
                        /** @description into whose hand the result was given, and what proved who they are */
                        collected: {
                            /** @enum {string} */
                            receiver: "OWNER" | "REPRESENTATIVE";
                            /** @enum {string} */
                            proof: "ID_CARD" | "AUTHORISATION" | "KNOWN_PERSON";
                        } | null;
                        resultNumber: string | null;
                        timeliness: ("EARLY" | "ON_TIME" | "OVERDUE" | "NO_TERM") | null;
                        /** @description since when and for what the term stands still; then its date is the old one, and is reckoned anew when it runs on */
                        paused: {
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            since: string;
                            /** @enum {string} */
                            waitsFor: "SUPPLEMENT" | "OBLIGATION" | "EXTERNAL" | "CONSULTATION";
                        } | null;
                        /** @description while the term stands still, what was left when it stopped */
                        workingTimeLeft: {
                            /** @description working minutes; negative when overdue */
                            minutes: number;
                            /** @description full working days after today; on the due day, and when overdue, the minutes in such days */
                            days: number;
                            isOverdue: boolean;
                        } | null;
                        /** @description why it is due then, day by day */
                        explanation: {
                            /** @enum {string} */
                            kind: "TERM" | "TERM_CHANGED" | "PHASE" | "AS_PRINTED" | "PRINTED_PROMISE_HOLDS" | "PAUSE" | "EXTENDED";
                            /** @description the date as it was after this part; null without a term */
                            dueAt: string | null;
                            term: {
                                /** @description says nothing where the unit is SAME_DAY */
                                value: number;
                                /** @enum {string} */
                                unit: "WORKING_DAY" | "CALENDAR_DAY" | "WORKING_HOUR" | "SAME_DAY";
                            } | null;
                            /** @description of a term that holds for some places or applicants only: for which, and by which provision */
                            special: {
                                name: {
                                    vi: string;
                                    en: string;
                                };
                                basis: string;
                            } | null;
                            phase: {
                                vi: string;
                                en: string;
                            } | null;
                            /** @description false for a phase that is only expected */
                            hasBegun: boolean;
                            /** @description of a phase: its date is that of the whole */
                            isLast: boolean;
                            reason: ("SUPPLEMENT" | "FINANCIAL_OBLIGATION" | "EXTERNAL_LOOKUP" | "CONSULTATION" | "FIELD_VERIFICATION" | "PUBLIC_POSTING") | null;
                            basis: string | null;
                            cutOff: string | null;
                            end: ("END_OF_DAY" | "END_OF_SESSION" | "SAME_CLOCK_TIME") | null;
                            /** @description acceptance; or when the phase, the pause, the change or the extension began; of the receipt: the date reckoned */
                            from: string | null;
                            /** @description end of a pause; null while it lasts */
                            to: string | null;
                            clockStartsAt: string | null;
                            minutes: number | null;
                            days: {
                                /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                                date: string;
                                counted: boolean;
                                ordinal: number | null;
                                minutes: number | null;
                                /** @enum {string} */
                                code: "ACCEPTED_AFTER_CUT_OFF" | "ACCEPTED_OUTSIDE_SESSIONS" | "CLOCK_STARTS" | "WORKING_DAY" | "CALENDAR_DAY" | "WEEKLY_REST" | "MOVED_TO_WORKING_DAY" | "PAUSED" | "GIVEN_BACK" | "OUTSIDE_HOURS" | "NOT_GIVEN_BACK" | "PROMISE_HOLDS" | "BETWEEN_PHASES" | "HOLIDAY" | "SUBSTITUTE" | "SWAP_OFF" | "SWAP_WORK" | "CLOSURE" | "CLOSURE_IN_PART";
                                name: {
                                    vi: string;
                                    en: string;
                                } | null;
                                source: string | null;
                                /** @description decided only after the dossier was accepted */
                                announcedLater: boolean;
                                unconfirmed: {
                                    vi: string;
                                    en: string;
                                } | null;
                            }[];
                            givenBack: {
                                /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                                date: string;
                                counted: boolean;
                                ordinal: number | null;
                                minutes: number | null;
                                /** @enum {string} */
                                code: "ACCEPTED_AFTER_CUT_OFF" | "ACCEPTED_OUTSIDE_SESSIONS" | "CLOCK_STARTS" | "WORKING_DAY" | "CALENDAR_DAY" | "WEEKLY_REST" | "MOVED_TO_WORKING_DAY" | "PAUSED" | "GIVEN_BACK" | "OUTSIDE_HOURS" | "NOT_GIVEN_BACK" | "PROMISE_HOLDS" | "BETWEEN_PHASES" | "HOLIDAY" | "SUBSTITUTE" | "SWAP_OFF" | "SWAP_WORK" | "CLOSURE" | "CLOSURE_IN_PART";
                                name: {
                                    vi: string;
                                    en: string;
                                } | null;
                                source: string | null;
                                /** @description decided only after the dossier was accepted */
                                announcedLater: boolean;
                                unconfirmed: {
                                    vi: string;
                                    en: string;
                                } | null;
                            }[];
                        }[];
                        holder: {
                            unit: string;
                            officer: string | null;
                        } | null;
                        /** @description what was drafted before and sent back, for who may draft now */
                        earlierDraft: {
                            /** @enum {string} */
                            outcome: "GRANTED" | "REFUSED_ON_MERITS" | "PARTLY_GRANTED";
                            title: string;
                            paragraphs: string[];
                        } | null;
                        /** @description the unit that has yet to confirm; until then the holder is who gave it away */
                        handedOverTo: string | null;
                        receivingUnit: string;
                        competentUnit: string;
                        tasks: {
                            /** @description uuid, lower case */
                            id: string;
                            node: string;
                            /** @enum {string} */
                            kind: "RECEIVE" | "CHECK" | "CONSULT" | "APPRAISE" | "REVIEW" | "APPROVE" | "ISSUE" | "RETURN" | "EXTERNAL" | "APPLICANT" | "OBLIGATION" | "PART" | "GATHER" | "ACCEPT" | "CONFIRM_HAND_OVER" | "DECIDE_WITHDRAWAL";
                            name: {
                                vi: string;
                                en: string;
                            };
                            unit: string;
                            /** @description null too while no time runs out for it */
                            dueAt: string | null;
                            /** @description given to a post that the asking officer holds */
                            mine: boolean;
                            /** @description who alone may do it; null while anybody of the post may take it */
                            takenBy: {
                                name: string;
                                /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                                since: string;
                            } | null;
                            /** @description taken by the asking officer */
                            isTakenByMe: boolean;
                            /** @description whose post the asking officer would do it in, by name, where that was lent */
                            onBehalfOf: string | null;
                            /** @description by name, whose post the asking officer would approve it in, but may not: they drafted it themselves */
                            ownDraftFor: string | null;
                            /** @description to whom it can be given, who has least first; empty for who may not give it */
                            takers: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                                title: string;
                                /** @description dossiers with an open task that is theirs alone, and those without a result that they hold; 500: so many or more */
                                open: number;
                            }[];
                            /** @description what the asking officer may do with it now; an act that several tasks offer is sent with its taskId */
                            acts: ("accept" | "askToComplete" | "complete" | "refuse" | "correctReception" | "handOver" | "confirmHandOver" | "refuseHandOver" | "takeBackHandOver" | "assign" | "completeStep" | "sendBack" | "askOpinions" | "consult" | "giveOpinion" | "closeConsultation" | "askOutside" | "noteOutsideAnswer" | "askSupplement" | "noteSupplement" | "notifyObligation" | "noteObligationMet" | "changeTerm" | "concludePart" | "endPart" | "gatherResults" | "submitDraft" | "approve" | "issue" | "return" | "correctResult" | "requestWithdrawal" | "grantWithdrawal" | "refuseWithdrawal" | "stop")[];
                            /** @description where it may be sent back to; empty for who may not */
                            earlierSteps: {
                                id: string;
                                name: {
                                    vi: string;
                                    en: string;
                                };
                            }[];
                            /** @description asked beside the process, by work that rests for it */
                            askedFrom: boolean;
                            /** @description what must be answered when it is done */
                            asks: {
                                fact: string;
                                name: {
                                    vi: string;
                                    en: string;
                                };
                                values: {
                                    id: string;
                                    name: {
                                        vi: string;
                                        en: string;
                                    };
                                }[];
                            }[];
                        }[];
                        /** @description what is waited for, and since when */
                        waits: {
                            /** @enum {string} */
                            kind: "SUPPLEMENT" | "OBLIGATION" | "EXTERNAL" | "CONSULTATION";
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            since: string;
                            replyBy: string | null;
                            /** @description the term stands still meanwhile */
                            pauses: boolean;
                        }[];
                        /** @description what the citizen was last asked to bring, as long as it may still be brought and until somebody acts on what was */
                        askedFor: {
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            at: string;
                            items: string[];
                            reason: string;
                            /** @description that the citizen said it was sent, or a counter took it, and nobody has acted since */
                            brought: {
                                /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                                at: string;
                                isByCitizen: boolean;
                                words: string | null;
                            } | null;
                        } | null;
                        /** @description of linked procedures, the part of each agency */
                        parts: {
                            name: {
                                vi: string;
                                en: string;
                            };
                            unit: string;
                            outcome: ("GRANTED" | "REFUSED_ON_MERITS" | "UNANSWERED") | null;
                            externalCode: string | null;
                            concludedAt: string | null;
                            dueAt: string | null;
                        }[];
                        /** @description units that may be asked for an opinion; empty for who may not ask */
                        units: {
                            /** @description uuid, lower case */
                            id: string;
                            name: string;
                        }[];
                        /** @description terms that the procedure lets its own be changed to */
                        termChanges: {
                            id: string;
                            name: {
                                vi: string;
                                en: string;
                            };
                            basis: string;
                        }[];
                        steps: {
                            id: string;
                            /** @enum {string} */
                            kind: "RECEIVE" | "CHECK" | "CONSULT" | "APPRAISE" | "REVIEW" | "APPROVE" | "ISSUE" | "RETURN" | "EXTERNAL" | "APPLICANT" | "OBLIGATION" | "PART" | "GATHER";
                            name: {
                                vi: string;
                                en: string;
                            };
                            unit: string;
                            /** @description share of the term in working days; null where it is not counted in days */
                            days: number | null;
                            /** @description ids of the steps that follow, all of them at once; of a step with choices, where none of them holds */
                            next: string[];
                            /** @description asked in order when the step is done: the first that holds takes the place of next */
                            choices: {
                                fact: string;
                                name: {
                                    vi: string;
                                    en: string;
                                };
                                is: string;
                                answer: {
                                    vi: string;
                                    en: string;
                                };
                                /** @description ids of the steps that follow then, all of them at once */
                                next: string[];
                            }[];
                            /** @description when it begins, where several steps lead to it; null where one does */
                            join: ("ALL" | "ANY" | "LEAD") | null;
                            /** @enum {string} */
                            status: "DONE" | "ACTIVE" | "AHEAD" | "LEFT_OUT" | "STOPPED";
                        }[];
                        caseId: string;
                        caseName: {
                            vi: string;
                            en: string;
                        };
                        /** @description how many sets were brought */
                        sets: number;
                        /** @description what its case asks for, in the version of the procedure that holds for it */
                        listed: {
                            /** @description null where the source names no number */
                            sets: number | null;
                            papers: {
                                id: string;
                                name: string;
                                form: string | null;
                                formUrl: string | null;
                                originals: number;
                                copies: number;
                                required: boolean;
                                /** @description data that stands in for the paper */
                                replacedBy: {
                                    source: {
                                        vi: string;
                                        en: string;
                                    };
                                    basis: string;
                                } | null;
                            }[];
                        };
                        /** @description what accepting it asks, and correcting its reception may put right */
                        asks: ({
                            /** @enum {string} */
                            fact: "place";
                            values: ("ORDINARY" | "DIFFICULT")[];
                        } | {
                            /** @enum {string} */
                            fact: "applicant";
                            values: ("PERSON" | "ORGANISATION")[];
                        })[];
                        /** @description working hours within which what was filed, or completed, is answered */
                        answerWithinHours: number;
                        papers: {
                            paperId: string;
                            name: string;
                            originals: number;
                            copies: number;
                        }[];
                        documents: {
                            /** @description uuid, lower case */
                            id: string;
                            /** @enum {string} */
                            form: "M01" | "M02" | "M03" | "M05" | "RESULT";
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            frozenAt: string;
                            fileSha256: string | null;
                            /** @description what a drafted result is by now; of a receipt, that it was printed anew and holds no longer; else null */
                            standing: ("CURRENT_DRAFT" | "APPROVED" | "ISSUED" | "EARLIER" | "REPLACED") | null;
                        }[];
                        /** @description how many more there are, which the asking officer may not open */
                        documentsKept: number;
                        files: {
                            mayHandIn: boolean;
                            /** @description of one file */
                            mostBytes: number;
                            /** @description those that the procedure asks for: a file may be of one of them */
                            papers: {
                                paperId: string;
                                name: string;
                            }[];
                            /** @description in the order in which they came */
                            items: {
                                /** @description uuid, lower case */
                                id: string;
                                /** @description of which paper; null when of none */
                                paperId: string | null;
                                name: string;
                                /** @enum {string} */
                                kind: "PDF" | "JPEG" | "PNG";
                                bytes: number;
                                /** @description of a PDF */
                                pages: number | null;
                                /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                                handedInAt: string;
                                /** @description the officer by name; null: the citizen */
                                handedInBy: string | null;
                                /** @description the citizen sent it, and nobody of the authority has opened it */
                                isNew: boolean;
                                /** @description its content is shown to nobody any more; that it was there stays */
                                takenOut: {
                                    /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                                    at: string;
                                    by: string | null;
                                    /** @description null of those from before one was asked */
                                    reason: string | null;
                                } | null;
                                mayTakeOut: boolean;
                            }[];
                        };
                        timeline: {
                            /** @enum {string} */
                            type: "Submitted" | "CompletionAsked" | "CompletionReceived" | "NotAccepted" | "Accepted" | "Received" | "TakenOver" | "ReceptionCorrected" | "HandedOver" | "HandOverConfirmed" | "HandOverRefused" | "HandOverTakenBack" | "TaskAssigned" | "StepDone" | "SentBack" | "OpinionsAsked" | "OpinionGiven" | "OpinionsGathered" | "ConsultationClosed" | "OutsideAsked" | "OutsideAnswered" | "SupplementAsked" | "SupplementReceived" | "SupplementLapsed" | "ObligationNotified" | "ObligationMet" | "TermChanged" | "PartConcluded" | "PartEnded" | "ResultsGathered" | "DraftSubmitted" | "DraftApproved" | "ResultIssued" | "ResultReturned" | "CorrectionBegun" | "CorrectionIssued" | "WithdrawalRequested" | "WithdrawalRefused" | "Stopped" | "CalendarFollowed";
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            at: string;
                            actor: {
                                /** @enum {string} */
                                kind: "OFFICER" | "CITIZEN" | "SYSTEM";
                                name: string;
                                title: string;
                                unit: string;
                            };
                            onBehalfOf: string | null;
                            unit: string | null;
                            verdict: ("AGREED" | "OBJECTED") | null;
                            text: string | null;
                            question: string | null;
                            number: string | null;
                            moved: {
                                /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                                from: string;
                                /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                                to: string;
                                /** @description the decision on the calendar that moved the due date */
                                decision: string;
                            } | null;
                        }[];
                        allowedActions: ("accept" | "askToComplete" | "complete" | "refuse" | "correctReception" | "handOver" | "confirmHandOver" | "refuseHandOver" | "takeBackHandOver" | "assign" | "completeStep" | "sendBack" | "askOpinions" | "consult" | "giveOpinion" | "closeConsultation" | "askOutside" | "noteOutsideAnswer" | "askSupplement" | "noteSupplement" | "notifyObligation" | "noteObligationMet" | "changeTerm" | "concludePart" | "endPart" | "gatherResults" | "submitDraft" | "approve" | "issue" | "return" | "correctResult" | "requestWithdrawal" | "grantWithdrawal" | "refuseWithdrawal" | "stop")[];
                        /** @description for who may issue it, the number after the largest that results with its symbol have had here this year; null where none had one */
                        nextNumber: string | null;
                        nextAction: ("accept" | "askToComplete" | "complete" | "refuse" | "correctReception" | "handOver" | "confirmHandOver" | "refuseHandOver" | "takeBackHandOver" | "assign" | "completeStep" | "sendBack" | "askOpinions" | "consult" | "giveOpinion" | "closeConsultation" | "askOutside" | "noteOutsideAnswer" | "askSupplement" | "noteSupplement" | "notifyObligation" | "noteObligationMet" | "changeTerm" | "concludePart" | "endPart" | "gatherResults" | "submitDraft" | "approve" | "issue" | "return" | "correctResult" | "requestWithdrawal" | "grantWithdrawal" | "refuseWithdrawal" | "stop") | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    readDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description uuid, lower case */
                id: string;
                /** @description uuid, lower case */
                documentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    readInbox: {
        parameters: {
            query?: {
                /** @description what can be done now but for returning; of that, what a receiving unit refused; results that wait for the citizen; what rests until somebody else has acted. Left out: all */
                view?: "TO_DO" | "CAME_BACK" | "TO_RETURN" | "WAITING";
                kind?: "RECEIVE" | "CHECK" | "CONSULT" | "APPRAISE" | "REVIEW" | "APPROVE" | "ISSUE" | "RETURN" | "EXTERNAL" | "APPLICANT" | "OBLIGATION" | "PART" | "GATHER" | "ACCEPT" | "CONFIRM_HAND_OVER" | "DECIDE_WITHDRAWAL";
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description uuid, lower case */
                            taskId: string;
                            /** @description uuid, lower case */
                            dossierId: string;
                            code: string;
                            /** @enum {string} */
                            kind: "RECEIVE" | "CHECK" | "CONSULT" | "APPRAISE" | "REVIEW" | "APPROVE" | "ISSUE" | "RETURN" | "EXTERNAL" | "APPLICANT" | "OBLIGATION" | "PART" | "GATHER" | "ACCEPT" | "CONFIRM_HAND_OVER" | "DECIDE_WITHDRAWAL";
                            stepName: {
                                vi: string;
                                en: string;
                            };
                            procedure: {
                                title: string;
                                titleEn: string | null;
                            };
                            ownerName: string | null;
                            /** @description files that the citizen sent and nobody of the authority has opened */
                            newFiles: number;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            openedAt: string;
                            dueAt: string | null;
                            dossierDueAt: string | null;
                            /** @description since when there is a result */
                            issuedAt: string | null;
                            /** @description since when and for what the term stands still; then its date is the old one, and is reckoned anew when it runs on */
                            paused: {
                                /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                                since: string;
                                /** @enum {string} */
                                waitsFor: "SUPPLEMENT" | "OBLIGATION" | "EXTERNAL" | "CONSULTATION";
                            } | null;
                            /** @description null while no time runs out: the term stands still, the citizen is to complete what was filed, the result is there */
                            workingTimeLeft: {
                                /** @description working minutes; negative when overdue */
                                minutes: number;
                                /** @description full working days after today; on the due day, and when overdue, the minutes in such days */
                                days: number;
                                isOverdue: boolean;
                            } | null;
                            /** @description what has to come from somebody else first; null where it can be done now */
                            rests: {
                                /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                                since: string;
                                /** @enum {string} */
                                waitsFor: "SUPPLEMENT" | "OBLIGATION" | "EXTERNAL" | "CONSULTATION" | "WITHDRAWAL" | "HAND_OVER";
                                /** @description whose opinions are still to come */
                                units: string[];
                            } | null;
                            /** @description the task is that of whoever was asked for an opinion by the process; my post waits for it */
                            asked: boolean;
                            /** @description the unit that it was handed over to refused it */
                            cameBack: {
                                /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                                at: string;
                                by: string;
                            } | null;
                            /** @description whose post it is, by name, where that was lent to me */
                            onBehalfOf: string | null;
                        }[];
                        /** @description how many rows each view has */
                        totals: {
                            TO_DO: number;
                            CAME_BACK: number;
                            TO_RETURN: number;
                            WAITING: number;
                        };
                        /** @description of which kinds the work is that can be done now */
                        kinds: {
                            /** @enum {string} */
                            kind: "RECEIVE" | "CHECK" | "CONSULT" | "APPRAISE" | "REVIEW" | "APPROVE" | "ISSUE" | "RETURN" | "EXTERNAL" | "APPLICANT" | "OBLIGATION" | "PART" | "GATHER" | "ACCEPT" | "CONFIRM_HAND_OVER" | "DECIDE_WITHDRAWAL";
                            open: number;
                        }[];
                        nextCursor: string | null;
                        /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                        refreshedAt: string;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    listDateNotices: {
        parameters: {
            query?: {
                state?: "OWED" | "TOLD";
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description uuid, lower case */
                            dossierId: string;
                            code: string;
                            procedure: {
                                title: string;
                                titleEn: string | null;
                            };
                            ownerName: string | null;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            wasDueAt: string;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            dueAt: string;
                            /** @description the decision on the calendar that moved it */
                            decision: string;
                            /** @description who told them, when and how; null while nobody has */
                            told: {
                                /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                                at: string;
                                by: string;
                                /** @enum {string} */
                                how: "PHONE" | "IN_PERSON" | "MESSAGE" | "LETTER";
                                mayBeTakenBack: boolean;
                            } | null;
                        }[];
                        /** @description due dates still follow a decision: others may come onto the list within a minute or two */
                        isBeingMade: boolean;
                        /** @description whether I may note that somebody was told, and take it back */
                        mayTell: boolean;
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    noteTold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the date they were told: RFC 3339 with offset */
                    dueAt: string;
                    /** @enum {string} */
                    how: "PHONE" | "IN_PERSON" | "MESSAGE" | "LETTER";
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    takeTellingBack: {
        parameters: {
            query: {
                /** @description the date they were said to have been told */
                dueAt: string;
            };
            header?: never;
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    trackDossier: {
        parameters: {
            query: {
                secret: string;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        /** @enum {string} */
                        clock: "NOT_STARTED" | "RUNNING" | "PAUSED" | "STOPPED";
                        procedure: {
                            title: string;
                            titleEn: string | null;
                        };
                        ownerMasked: string | null;
                        /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                        submittedAt: string;
                        acceptedAt: string | null;
                        clockStartsAt: string | null;
                        dueAt: string | null;
                        /** @description what the receipt says, which days off decided since may have moved */
                        printedDueAt: string | null;
                        /** @description the decisions that moved it, by number and title; empty while the receipt holds */
                        movedBy: string[];
                        /** @description how the date came about, day by day, where it is not that of the receipt; else empty */
                        explanation: {
                            /** @enum {string} */
                            kind: "TERM" | "TERM_CHANGED" | "PHASE" | "AS_PRINTED" | "PRINTED_PROMISE_HOLDS" | "PAUSE" | "EXTENDED";
                            /** @description the date as it was after this part; null without a term */
                            dueAt: string | null;
                            term: {
                                /** @description says nothing where the unit is SAME_DAY */
                                value: number;
                                /** @enum {string} */
                                unit: "WORKING_DAY" | "CALENDAR_DAY" | "WORKING_HOUR" | "SAME_DAY";
                            } | null;
                            /** @description of a term that holds for some places or applicants only: for which, and by which provision */
                            special: {
                                name: {
                                    vi: string;
                                    en: string;
                                };
                                basis: string;
                            } | null;
                            phase: {
                                vi: string;
                                en: string;
                            } | null;
                            /** @description false for a phase that is only expected */
                            hasBegun: boolean;
                            /** @description of a phase: its date is that of the whole */
                            isLast: boolean;
                            reason: ("SUPPLEMENT" | "FINANCIAL_OBLIGATION" | "EXTERNAL_LOOKUP" | "CONSULTATION" | "FIELD_VERIFICATION" | "PUBLIC_POSTING") | null;
                            basis: string | null;
                            cutOff: string | null;
                            end: ("END_OF_DAY" | "END_OF_SESSION" | "SAME_CLOCK_TIME") | null;
                            /** @description acceptance; or when the phase, the pause, the change or the extension began; of the receipt: the date reckoned */
                            from: string | null;
                            /** @description end of a pause; null while it lasts */
                            to: string | null;
                            clockStartsAt: string | null;
                            minutes: number | null;
                            days: {
                                /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                                date: string;
                                counted: boolean;
                                ordinal: number | null;
                                minutes: number | null;
                                /** @enum {string} */
                                code: "ACCEPTED_AFTER_CUT_OFF" | "ACCEPTED_OUTSIDE_SESSIONS" | "CLOCK_STARTS" | "WORKING_DAY" | "CALENDAR_DAY" | "WEEKLY_REST" | "MOVED_TO_WORKING_DAY" | "PAUSED" | "GIVEN_BACK" | "OUTSIDE_HOURS" | "NOT_GIVEN_BACK" | "PROMISE_HOLDS" | "BETWEEN_PHASES" | "HOLIDAY" | "SUBSTITUTE" | "SWAP_OFF" | "SWAP_WORK" | "CLOSURE" | "CLOSURE_IN_PART";
                                name: {
                                    vi: string;
                                    en: string;
                                } | null;
                                source: string | null;
                                /** @description decided only after the dossier was accepted */
                                announcedLater: boolean;
                                unconfirmed: {
                                    vi: string;
                                    en: string;
                                } | null;
                            }[];
                            givenBack: {
                                /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                                date: string;
                                counted: boolean;
                                ordinal: number | null;
                                minutes: number | null;
                                /** @enum {string} */
                                code: "ACCEPTED_AFTER_CUT_OFF" | "ACCEPTED_OUTSIDE_SESSIONS" | "CLOCK_STARTS" | "WORKING_DAY" | "CALENDAR_DAY" | "WEEKLY_REST" | "MOVED_TO_WORKING_DAY" | "PAUSED" | "GIVEN_BACK" | "OUTSIDE_HOURS" | "NOT_GIVEN_BACK" | "PROMISE_HOLDS" | "BETWEEN_PHASES" | "HOLIDAY" | "SUBSTITUTE" | "SWAP_OFF" | "SWAP_WORK" | "CLOSURE" | "CLOSURE_IN_PART";
                                name: {
                                    vi: string;
                                    en: string;
                                } | null;
                                source: string | null;
                                /** @description decided only after the dossier was accepted */
                                announcedLater: boolean;
                                unconfirmed: {
                                    vi: string;
                                    en: string;
                                } | null;
                            }[];
                        }[];
                        issuedAt: string | null;
                        returnedAt: string | null;
                        closedAt: string | null;
                        timeliness: ("EARLY" | "ON_TIME" | "OVERDUE" | "NO_TERM") | null;
                        workingTimeLeft: {
                            /** @description working minutes; negative when overdue */
                            minutes: number;
                            /** @description full working days after today; on the due day, and when overdue, the minutes in such days */
                            days: number;
                            isOverdue: boolean;
                        } | null;
                        holderUnit: string | null;
                        /** @description what the citizen is asked for, soonest first */
                        waitsForYou: {
                            /** @description the work that rests for it: named when one of several is brought */
                            taskId: string | null;
                            /** @enum {string} */
                            kind: "SUPPLEMENT" | "OBLIGATION";
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            since: string;
                            replyBy: string | null;
                            /** @description what is to be brought, as the slip (M02) says it, without names and numbers of people; empty of money, and once the slip was erased */
                            papers: string[];
                            /** @description in the words of the office, which may tell of people: only for who gave the number of the owner or the submitter too */
                            reason: string | null;
                        }[];
                        /** @description what the citizen last said was brought; null where an officer noted it, and once there is a result or an end */
                        brought: {
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            at: string;
                            /** @description their own words, without names and numbers of people; null where there were none */
                            note: string | null;
                            /** @description the names of the files they sent with it */
                            files: string[];
                        } | null;
                        /** @description how it ended: what the result says, or why there is none; null until then, and while a result is being put right */
                        outcome: ("GRANTED" | "REFUSED_ON_MERITS" | "PARTLY_GRANTED" | "NOT_ACCEPTED" | "NOT_COMPLETED" | "WITHDRAWN" | "STOPPED") | null;
                        /** @description when the result that is there now took the place of a wrong one */
                        correctedAt: string | null;
                        /** @description what the refusal (M03) or the notice (M05) says, without names and numbers of people; null of what goes on or has a result */
                        ending: {
                            /** @description in the words of the office, which may tell of people: only for who gave the number of the owner or the submitter too */
                            reason: string | null;
                            legalBasis: string | null;
                            whereToTurn: string | null;
                            fees: ("NONE" | "REFUND" | "NO_REFUND" | "NOT_STATED") | null;
                            papersHandedBack: boolean;
                        } | null;
                        /** @description that the last wish to withdraw was refused; null once there is a result, or an end */
                        withdrawalRefused: {
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            at: string;
                            /** @description in the words of the office, which may tell of people: only for who gave the number of the owner or the submitter too */
                            reason: string | null;
                        } | null;
                        /** @description of linked procedures, once an agency has concluded its part: each part, and what it came to */
                        parts: {
                            name: {
                                vi: string;
                                en: string;
                            };
                            unit: string;
                            outcome: ("GRANTED" | "REFUSED_ON_MERITS" | "UNANSWERED") | null;
                            concludedAt: string | null;
                            /** @description in the words of the office, which may tell of people: only for who gave the number of the owner or the submitter too */
                            reason: string | null;
                        }[];
                        /** @enum {string} */
                        reasons: "NONE" | "TOLD" | "ASK_NUMBER" | "AT_COUNTER";
                        collectAt: {
                            name: string;
                            address: string | null;
                            hotline: string | null;
                        };
                        timeline: {
                            /** @enum {string} */
                            type: "Submitted" | "CompletionAsked" | "CompletionReceived" | "NotAccepted" | "Accepted" | "Received" | "TakenOver" | "ReceptionCorrected" | "HandedOver" | "HandOverConfirmed" | "HandOverRefused" | "HandOverTakenBack" | "TaskAssigned" | "StepDone" | "SentBack" | "OpinionsAsked" | "OpinionGiven" | "OpinionsGathered" | "ConsultationClosed" | "OutsideAsked" | "OutsideAnswered" | "SupplementAsked" | "SupplementReceived" | "SupplementLapsed" | "ObligationNotified" | "ObligationMet" | "TermChanged" | "PartConcluded" | "PartEnded" | "ResultsGathered" | "DraftSubmitted" | "DraftApproved" | "ResultIssued" | "ResultReturned" | "CorrectionBegun" | "CorrectionIssued" | "WithdrawalRequested" | "WithdrawalRefused" | "Stopped" | "CalendarFollowed";
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            at: string;
                            /** @description the units it went to; of an opinion, the one that gave it */
                            unit: string | null;
                        }[];
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    bringSupplement: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description as printed on the receipt */
                    secret: string;
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    papers: {
                        paperId: string;
                        originals: number;
                        copies: number;
                    }[];
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    askToWithdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description as printed on the receipt */
                    secret: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    takeFileOut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description uuid, lower case */
                id: string;
                /** @description uuid, lower case */
                fileId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    searchPeople: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a name or words of it, with or without marks; a whole identity number, telephone or dossier code */
                    words: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        by: "NAME" | "CITIZEN_NUMBER" | "PHONE" | "CODE";
                        items: {
                            /** @description one human being, as written down in each dossier */
                            persons: {
                                /** @description uuid, lower case */
                                id: string;
                                /** @enum {string} */
                                part: "OWNER" | "SUBMITTER" | "SUBJECT" | "RECEIVER";
                                fullName: string;
                                birthDate: string | null;
                                citizenNumberMasked: string | null;
                                /** @description held against the national database */
                                isNumberVerified: boolean;
                                phoneMasked: string | null;
                                dossier: {
                                    /** @description uuid, lower case */
                                    id: string;
                                    code: string;
                                    /** @enum {string} */
                                    state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                                    procedure: {
                                        title: string;
                                        titleEn: string | null;
                                    };
                                    /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                                    submittedAt: string;
                                    acceptedAt: string | null;
                                    currentDueAt: string | null;
                                    /** @description since when and for what the term stands still; then its date is the old one, and is reckoned anew when it runs on */
                                    paused: {
                                        /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                                        since: string;
                                        /** @enum {string} */
                                        waitsFor: "SUPPLEMENT" | "OBLIGATION" | "EXTERNAL" | "CONSULTATION";
                                    } | null;
                                    /** @description null while the term stands still */
                                    workingTimeLeft: {
                                        /** @description working minutes; negative when overdue */
                                        minutes: number;
                                        /** @description full working days after today; on the due day, and when overdue, the minutes in such days */
                                        days: number;
                                        isOverdue: boolean;
                                    } | null;
                                    timeliness: ("EARLY" | "ON_TIME" | "OVERDUE" | "NO_TERM") | null;
                                };
                            }[];
                            /** @description by which of them are one */
                            findings: {
                                /** @description uuid, lower case */
                                id: string;
                                personIds: string[];
                                reason: string;
                                /** @description where their numbers differ: both, with the digits that differ and the last four; else empty */
                                numbersApart: string[];
                                by: string;
                                /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                                at: string;
                            }[];
                        }[];
                        /** @description there may be others: another word narrows it */
                        hasMore: boolean;
                        mayTellWhoIsWho: boolean;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    declareSamePerson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    personIds: string[];
                    reason: string;
                    /**
                     * @description required where two numbers were written down that differ: both were looked at, the reason says why
                     * @enum {string}
                     */
                    numbersDiffer?: "CONFIRMED";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    undoSamePerson: {
        parameters: {
            query?: {
                /** @description required: without it nothing is taken back */
                confirm?: "yes";
            };
            header?: never;
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    listHandOvers: {
        parameters: {
            query: {
                side: "SENT" | "ARRIVING";
                /** @description uuid, lower case */
                unitId?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description the units at the other end, with how many wait there and since when the oldest does */
                        units: {
                            /** @description uuid, lower case */
                            id: string;
                            name: string;
                            waiting: number;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            since: string;
                        }[];
                        /** @description oldest first */
                        items: {
                            /** @description uuid, lower case */
                            dossierId: string;
                            code: string;
                            /** @description of the dossier, for the act on it */
                            version: number;
                            procedure: {
                                title: string;
                                titleEn: string | null;
                            };
                            ownerName: string | null;
                            currentDueAt: string | null;
                            /** @description null while the term stands still */
                            workingTimeLeft: {
                                /** @description working minutes; negative when overdue */
                                minutes: number;
                                /** @description full working days after today; on the due day, and when overdue, the minutes in such days */
                                days: number;
                                isOverdue: boolean;
                            } | null;
                            fromUnit: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                            };
                            toUnit: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                            };
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            since: string;
                            /** @description the last that this hand-over was put on */
                            manifest: {
                                /** @description uuid, lower case */
                                id: string;
                                number: string;
                            } | null;
                            /** @description on a manifest that I make */
                            mayBeListed: boolean;
                            allowedActions: ("confirmHandOver" | "refuseHandOver" | "takeBackHandOver")[];
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    listManifests: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description newest first */
                        items: {
                            /** @description uuid, lower case */
                            id: string;
                            number: string;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            madeAt: string;
                            madeBy: string;
                            fromUnit: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                            };
                            toUnit: {
                                /** @description uuid, lower case */
                                id: string;
                                name: string;
                            };
                            dossiers: number;
                            /** @description how many of them still wait to be confirmed */
                            waiting: number;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    makeManifest: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same manifest */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description uuid, lower case */
                    toUnitId: string;
                    dossierIds: string[];
                    carrier?: {
                        name: string;
                        billNumber?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        number: string;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    readManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        number: string;
                        /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                        madeAt: string;
                        madeBy: string;
                        fromUnit: {
                            /** @description uuid, lower case */
                            id: string;
                            name: string;
                        };
                        toUnit: {
                            /** @description uuid, lower case */
                            id: string;
                            name: string;
                        };
                        /** @description null: from hand to hand */
                        carrier: {
                            name: string;
                            billNumber: string | null;
                        } | null;
                        dossiers: {
                            /** @description uuid, lower case */
                            dossierId: string;
                            code: string;
                            procedure: string;
                            ownerName: string;
                            originals: number;
                            copies: number;
                            papers: string[];
                            /** @description what became of this hand-over; ENDED: work on the dossier ended while it waited */
                            now: {
                                /** @enum {string} */
                                state: "WAITING" | "CONFIRMED" | "REFUSED" | "TAKEN_BACK" | "ENDED";
                                at: string | null;
                                by: string | null;
                                /** @description why it was refused */
                                reason: string | null;
                            };
                        }[];
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    readManifestDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    followChanges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    acceptDossier: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    papers: {
                        paperId: string;
                        originals: number;
                        copies: number;
                    }[];
                    sets: number;
                    /** @enum {string} */
                    place?: "ORDINARY" | "DIFFICULT";
                    /** @enum {string} */
                    applicant?: "PERSON" | "ORGANISATION";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    askToComplete: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description what is missing or wrong, each with what to do */
                    items: string[];
                    reason: string;
                    legalBasis?: string;
                    /** @description by when it is to come: RFC 3339 with offset */
                    replyBy?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    noteCompletion: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    papers: {
                        paperId: string;
                        originals: number;
                        copies: number;
                    }[];
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    refuseDossier: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    legalBasis?: string;
                    whereToTurn?: string;
                    papersHandedBack: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    correctReception: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    papers?: {
                        paperId: string;
                        originals: number;
                        copies: number;
                    }[];
                    sets?: number;
                    owner?: {
                        fullName?: string;
                        citizenNumber?: string | null;
                        birthDate?: string | null;
                        phone?: string | null;
                        email?: string | null;
                        address?: string | null;
                    };
                    submitter?: {
                        fullName?: string;
                        citizenNumber?: string | null;
                        birthDate?: string | null;
                        phone?: string | null;
                        email?: string | null;
                        address?: string | null;
                    };
                    subject?: {
                        fullName?: string;
                        citizenNumber?: string | null;
                        birthDate?: string | null;
                        phone?: string | null;
                        email?: string | null;
                        address?: string | null;
                    };
                    /** @enum {string} */
                    place?: "ORDINARY" | "DIFFICULT";
                    /** @enum {string} */
                    applicant?: "PERSON" | "ORGANISATION";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    handOver: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    confirmHandOver: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    refuseHandOver: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    takeBackHandOver: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    assignTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description uuid, lower case */
                    taskId: string;
                    /** @description whoever is to do it; null gives it back to everybody of the post */
                    officerId: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    completeStep: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    /** @description answers to what the process asks in this step */
                    facts?: {
                        [key: string]: string;
                    };
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    sendBack: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    reason: string;
                    toNode?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    askOpinions: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    question?: string;
                    /** @description answers to what the process asks in this step */
                    facts?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    consultUnits: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    /** @description ids of the units that are asked */
                    units: string[];
                    question: string;
                    /** @enum {string} */
                    join: "ALL" | "ANY" | "LEAD";
                    /** @description by when it is to come: RFC 3339 with offset */
                    replyBy?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    giveOpinion: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description uuid, lower case */
                    taskId: string;
                    /** @enum {string} */
                    verdict: "AGREED" | "OBJECTED";
                    text?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    closeConsultation: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    askOutside: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    system: string;
                    reference?: string;
                    note?: string;
                    /** @description by when it is to come: RFC 3339 with offset */
                    replyBy?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    noteOutsideAnswer: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    /** @enum {string} */
                    answer: "ANSWERED" | "UNANSWERED";
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    askSupplement: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    /** @description what is missing or wrong, each with what to do */
                    items: string[];
                    reason: string;
                    legalBasis?: string;
                    /** @description by when it is to come: RFC 3339 with offset */
                    replyBy?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    noteSupplement: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    papers: {
                        paperId: string;
                        originals: number;
                        copies: number;
                    }[];
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    notifyObligation: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    noticeNumber: string;
                    /** @description by when it is to come: RFC 3339 with offset */
                    replyBy?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    noteObligationMet: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    /** @enum {string} */
                    evidence: "RECEIPT" | "TREASURY" | "TAX_CONFIRMATION" | "EXEMPTION";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    changeTerm: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    option: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    concludePart: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description uuid, lower case */
                    taskId: string;
                    /** @enum {string} */
                    outcome: "GRANTED" | "REFUSED_ON_MERITS";
                    externalCode?: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    endPart: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description uuid, lower case */
                    taskId: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    gatherResults: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    submitDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    /** @enum {string} */
                    outcome: "GRANTED" | "REFUSED_ON_MERITS";
                    title: string;
                    paragraphs: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    /** @description uuid, lower case */
                    documentId: string;
                    /** @description hash of the file that was read */
                    fileSha256: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    issue: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the open task that is meant; may be left out where only one of mine fits */
                    taskId?: string;
                    /** @description số, or số and ký hiệu: 125, 125/QĐ-UBND; given once a year by an authority */
                    number: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    returnResult: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    receiver: "OWNER" | "REPRESENTATIVE";
                    /** @enum {string} */
                    proof: "ID_CARD" | "AUTHORISATION" | "KNOWN_PERSON";
                    representative?: {
                        fullName: string;
                        /** @description 12 digits, or 9 of an old CMND; spaces and dots are taken out */
                        citizenNumber?: string;
                        /** @description plain date, legal day in Asia/Ho_Chi_Minh */
                        birthDate?: string;
                        phone?: string;
                        email?: string;
                        address?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    correctResult: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    requestWithdrawal: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    grantWithdrawal: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    legalBasis?: string;
                    /** @enum {string} */
                    fees: "NONE" | "REFUND" | "NO_REFUND" | "NOT_STATED";
                    papersHandedBack: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    refuseWithdrawal: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    stopDossier: {
        parameters: {
            query?: never;
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same act */
                "idempotency-key"?: string;
                /** @description required: the ETag of the dossier as it was seen; 412 says who acted since */
                "if-match"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    legalBasis?: string;
                    /** @enum {string} */
                    fees: "NONE" | "REFUND" | "NO_REFUND" | "NOT_STATED";
                    papersHandedBack: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        code: string;
                        /** @enum {string} */
                        state: "SUBMITTED" | "NEEDS_COMPLETION" | "NOT_ACCEPTED" | "ACCEPTED" | "PROCESSING" | "CONSULTING" | "AWAITING_EXTERNAL" | "SUPPLEMENT" | "AWAITING_PAYMENT" | "AWAITING_APPROVAL" | "APPROVED" | "WITHDRAWAL_REQUESTED" | "CORRECTING" | "STOPPED" | "RESOLVED" | "RETURNED";
                        version: number;
                        dueAt: string | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    readHouse: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        mode: "NORMAL" | "READ_ONLY";
                        reason: {
                            vi: string;
                            /** @description null where nobody has said it in English */
                            en: string | null;
                        } | null;
                        /** @description when acts are expected to be taken again */
                        until: string | null;
                        /** @description whether dossiers are received: the office may be read-only, or out of room */
                        receives: boolean;
                        takesFiles: boolean;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    listCheckpoints: {
        parameters: {
            query?: {
                /** @description only those that cover fewer rows than this */
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description rows of the ledger that it covers */
                            size: number;
                            /** @description root of the Merkle tree (RFC 9162) over them, base64 */
                            root: string;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            madeAt: string;
                            /** @description of the key that signed it */
                            keyId: string;
                            /** @description the signed note, as it is to be kept: C2SP signed-note and tlog-checkpoint */
                            note: string;
                        }[];
                        /** @description `before` of the next page; null where there is none */
                        next: number | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    readLatestCheckpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description rows of the ledger that it covers */
                        size: number;
                        /** @description root of the Merkle tree (RFC 9162) over them, base64 */
                        root: string;
                        /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                        madeAt: string;
                        /** @description of the key that signed it */
                        keyId: string;
                        /** @description the signed note, as it is to be kept: C2SP signed-note and tlog-checkpoint */
                        note: string;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    listLedgerKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            keyId: string;
                            /** @description name, key id and key, as programs for signed notes read it */
                            key: string;
                            /** @description RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00 */
                            madeAt: string;
                            /** @description the key before it, which signed it; null: the first */
                            endorsedBy: string | null;
                            /** @description its signature, base64, over `motcua ledger key`, a newline, `key` and a newline */
                            endorsement: string | null;
                        }[];
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    handInFile: {
        parameters: {
            query?: {
                /** @description of which paper */
                paper?: string;
            };
            header?: {
                /** @description required: 8 to 128 letters, digits and .:_-; the same again for the same file */
                "idempotency-key"?: string;
                /** @description the name of the file, percent-encoded UTF-8 */
                "file-name"?: string;
            };
            path: {
                /** @description uuid, lower case */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description uuid, lower case */
                        id: string;
                        /** @enum {string} */
                        kind: "PDF" | "JPEG" | "PNG";
                        bytes: number;
                        /** @description of a PDF */
                        pages: number | null;
                    };
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
    readFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description uuid, lower case */
                id: string;
                /** @description uuid, lower case */
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                };
            };
            /** @description refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
            /** @description not available */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        requestId?: string;
                    };
                };
            };
        };
    };
}
