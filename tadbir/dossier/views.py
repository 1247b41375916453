"""Pages of packs: the list, one pack, freezing, verifying, and its files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from tadbir.accounts.doors import seat_of
from tadbir.accounts.policies import can_freeze_pack, check_can_read_packs
from tadbir.accounts.seat import Seat
from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.dossier import actions, freezing, presenters, queries
from tadbir.dossier.models import Freezing, Pack
from tadbir.dossier.terms import MIME_TYPES, Form
from tadbir.meetings import queries as meetings
from tadbir.meetings.queries import Sitting, sitting
from tadbir.ui.pages import render


@require_GET
def pack_list(request: HttpRequest) -> HttpResponse:
    """The frozen packs, and the meetings that wait for theirs."""
    seat = seat_of(request)
    check_can_read_packs(seat)
    return render(
        request,
        "dossier/list.html",
        {
            "packs": presenters.packs_table(queries.packs(reach=seat.reach).defer("content")),
            "waiting": presenters.waiting_table(queries.without_pack(reach=seat.reach)),
        },
    )


def _of_meeting(request: HttpRequest, code: str) -> tuple[Seat, Sitting, Pack | None]:
    """The meeting first: out of reach it is not there, whatever one's role may do."""
    seat = seat_of(request)
    found = meetings.meeting(code, reach=seat.reach)
    check_can_read_packs(seat)
    return seat, sitting(found), queries.pack(code, reach=seat.reach)


@require_GET
def pack(request: HttpRequest, code: str) -> HttpResponse:
    """The pack of one meeting: files, prints, history; before that the button, then how far it is.

    Whoever looks at a freezing whose worker died hands it to another.
    """
    seat, held, found = _of_meeting(request, code)
    under_way = None if found else queries.freezing(code, reach=seat.reach)
    if under_way and freezing.revive(under_way):
        under_way = queries.freezing(code, reach=seat.reach)
    return _page(request, seat, held, found, under_way=under_way)


def _page(
    request: HttpRequest, seat: Seat, held: Sitting, found: Pack | None,
    *, verdict: actions.Verdict | None = None, under_way: Freezing | None = None,
) -> HttpResponse:  # fmt: skip
    files = queries.forms_of(found) if found else []
    is_busy = under_way is not None and under_way.state != "stopped"
    can_freeze = found is None and held.last_number is not None and not is_busy
    return render(
        request,
        "dossier/pack.html",
        {
            "pack": presenters.sheet(held, found),
            "files": presenters.files_table(found, held.code, files) if found else None,
            "can_freeze": can_freeze and can_freeze_pack(seat),
            "freezing": presenters.freezing(under_way) if under_way else None,
            "verdict": presenters.verdict(verdict) if verdict else None,
            "history": history_rows(Subject("pack", held.code)),
        },
    )


@require_POST
def freeze(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the pack of a held meeting; its page says how far it is."""
    seat, _held, _found = _of_meeting(request, code)
    freezing.ask(seat, meeting=code)
    return redirect("dossier:pack", code)


@require_POST
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Derive the figures again and check every print; writes nothing."""
    seat, held, _found = _of_meeting(request, code)
    frozen = queries.frozen(code, reach=seat.reach)
    return _page(request, seat, held, frozen, verdict=actions.verify(frozen))


@require_GET
def file(request: HttpRequest, code: str, lang: str, form: str) -> HttpResponse:
    """A file of the pack as it was frozen."""
    seat, _held, _found = _of_meeting(request, code)
    frozen = queries.frozen(code, reach=seat.reach)
    kept = queries.pack_file(frozen, form, lang)
    response = HttpResponse(actions.kept_content(kept), content_type=MIME_TYPES[Form(form)])
    response["Content-Disposition"] = f'attachment; filename="{code}-{lang}.{form}"'
    return response
