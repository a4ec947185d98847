"""Answers as mail and calendar programs shape them, written by hand after what these send.

Names in braces are filled in; everything else is as the program has it: order of headers and parts, encodings, folding,
what is repeated and what is left out.
"""

from __future__ import annotations

from base64 import encodebytes
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .meeting import Post

GMAIL = """\
Delivered-To: {organizer}
Received: from mail-ed1-f41.google.example by mx.plans.example; Mon, 23 Nov 2026 11:00:01 +0000
Authentication-Results: mx.plans.example; dkim=pass header.d=northwind.example; spf=pass;
 dmarc=pass (p=NONE)
MIME-Version: 1.0
Reply-To: Jo Kern <{email}>
Sender: Google Calendar <calendar-notification@google.example>
Message-ID: <calendar-{number}@google.example>
Date: Mon, 23 Nov 2026 11:00:00 +0000
Subject: {word}: Contract review (Acme) @ Tue Dec 15, 2026 10am - 11:30am (CET)
From: Jo Kern <{email}>
To: {organizer}
Content-Type: multipart/mixed; boundary="000000000000a1b2c3"

--000000000000a1b2c3
Content-Type: multipart/alternative; boundary="000000000000d4e5f6"

--000000000000d4e5f6
Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes
Content-Transfer-Encoding: base64

Sm8gS2VybiBoYXMgcmVwbGllZAo=

--000000000000d4e5f6
Content-Type: text/html; charset="UTF-8"
Content-Transfer-Encoding: quoted-printable

<span itemscope itemtype=3D"http://schema.org/InformAction"><b>Jo Kern</b> has replied</span>

--000000000000d4e5f6
Content-Type: text/calendar; charset="UTF-8"; method={method}
Content-Transfer-Encoding: 7bit

BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:{method}
BEGIN:VEVENT
DTSTART:{begin}
DTEND:{end}
DTSTAMP:{stamp}
ORGANIZER;CN=Ana Ruiz:mailto:{organizer}
UID:{uid}
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={partstat};CN=Jo Ke
 rn;X-NUM-GUESTS=0:mailto:{email}
CREATED:20261123T100000Z
LAST-MODIFIED:{stamp}
LOCATION:Room 4\\, Berlin
SEQUENCE:{sequence}
STATUS:CONFIRMED
SUMMARY:Contract review (Acme)
TRANSP:OPAQUE
{comment}
END:VEVENT
END:VCALENDAR

--000000000000d4e5f6--

--000000000000a1b2c3
Content-Type: application/ics; name="invite.ics"
Content-Disposition: attachment; filename="invite.ics"
Content-Transfer-Encoding: base64

QkVHSU46VkNBTEVOREFSCkVORDpWQ0FMRU5EQVIK

--000000000000a1b2c3--
"""

OUTLOOK = """\
Received: from AM0PR01MB.eurprd01.prod.exchange.example by mx.plans.example; Mon, 23 Nov 2026 11:00:01 +0000
Authentication-Results: mx.plans.example; spf=pass smtp.mailfrom=northwind.example; dmarc=pass
From: "Kern, Jo" <{email}>
To: Ana Ruiz <{organizer}>
Subject: {word}: Contract review (Acme)
Thread-Topic: Contract review (Acme)
Date: Mon, 23 Nov 2026 11:00:00 +0000
Message-ID: <AM0PR01MB{number}@AM0PR01MB.eurprd01.prod.exchange.example>
In-Reply-To: <invitation@plans.example>
Accept-Language: de-DE, en-US
Content-Language: de-DE
X-MS-Has-Attach:
X-MS-Exchange-Calendar-Series-Instance-Id: BAAAAIIA4AB0xbcQGoLgCAAAAADK
Content-Type: multipart/alternative;
\tboundary="_000_AM0PR01MB0001eurprd01prod_"
MIME-Version: 1.0

--_000_AM0PR01MB0001eurprd01prod_
Content-Type: text/plain; charset="Windows-1252"
Content-Transfer-Encoding: quoted-printable

{words}

--_000_AM0PR01MB0001eurprd01prod_
Content-Type: text/calendar; charset="utf-8"; method={method}
Content-Transfer-Encoding: 8bit

BEGIN:VCALENDAR
METHOD:{method}
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT={partstat};CN="Kern, Jo":mailto:{email}
{comment}
UID:{uid}
SUMMARY;LANGUAGE=de-DE:{word}: Contract review (Acme)
DTSTART;TZID=W. Europe Standard Time:{begin_local}
DTEND;TZID=W. Europe Standard Time:{end_local}
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:{stamp}
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:{sequence}
LOCATION;LANGUAGE=de-DE:Room 4\\, Berlin
X-MICROSOFT-CDO-APPT-SEQUENCE:{sequence}
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
END:VEVENT
END:VCALENDAR

--_000_AM0PR01MB0001eurprd01prod_--
"""

APPLE = """\
Return-Path: <{email}>
X-Original-To: {organizer}
Authentication-Results: mx.plans.example; dkim=pass header.d=northwind.example; spf=pass; dmarc=none
From: Jo Kern <{email}>
Content-Type: multipart/alternative; boundary="Apple-Mail=_6B8F"
MIME-Version: 1.0 (Mac OS X Mail 16.0 \\(3826.200.121\\))
Subject: =?utf-8?Q?{word}=3A_Contract_review_=28Acme=29?=
Message-Id: <{number}-6B8F@northwind.example>
Date: Mon, 23 Nov 2026 12:00:00 +0100
To: Ana Ruiz <{organizer}>
X-Mailer: Apple Mail (2.3826.200.121)

--Apple-Mail=_6B8F
Content-Transfer-Encoding: quoted-printable
Content-Type: text/plain;
\tcharset=utf-8

Jo Kern has answered the invitation.

--Apple-Mail=_6B8F
Content-Transfer-Encoding: base64
Content-Type: text/calendar;
\tcharset=utf-8;
\tmethod={method}

{encoded}
--Apple-Mail=_6B8F--
"""
APPLE_FILE = """\
BEGIN:VCALENDAR
CALSCALE:GREGORIAN
PRODID:-//Apple Inc.//macOS 15.1//EN
VERSION:2.0
METHOD:{method}
BEGIN:VEVENT
CREATED:20261123T100000Z
UID:{uid}
DTEND;TZID=Europe/Berlin:{end_local}
SUMMARY:Contract review (Acme)
LAST-MODIFIED:{stamp}
DTSTAMP:{stamp}
DTSTART;TZID=Europe/Berlin:{begin_local}
SEQUENCE:{sequence}
ATTENDEE;CN="Jo Kern";CUTYPE=INDIVIDUAL;EMAIL="{email}";PARTSTAT={partstat};ROLE=REQ-PARTICIPANT:mailto:{email}
ORGANIZER;CN="Ana Ruiz";EMAIL="{organizer}":mailto:{organizer}
{comment}
END:VEVENT
END:VCALENDAR
"""

THUNDERBIRD = """\
Authentication-Results: mx.plans.example; spf=pass smtp.mailfrom={email}
From: Jo Kern <{email}>
To: {organizer}
Subject: Invitation Reply ({word}): Contract review (Acme)
Message-ID: <{number}@northwind.example>
Date: Mon, 23 Nov 2026 12:00:00 +0100
User-Agent: Mozilla Thunderbird
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="------------Boundary{number}"

This is a multi-part message in MIME format.
--------------Boundary{number}
Content-Type: multipart/alternative; boundary="------------Inner{number}"

--------------Inner{number}
Content-Type: text/plain; charset=UTF-8

Jo Kern <{email}> has answered your event invitation.

--------------Inner{number}
Content-Type: text/calendar; method={method}; charset=UTF-8
Content-Transfer-Encoding: 8bit

BEGIN:VCALENDAR
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
VERSION:2.0
METHOD:{method}
BEGIN:VEVENT
CREATED:20261123T100000Z
LAST-MODIFIED:{stamp}
DTSTAMP:{stamp}
UID:{uid}
SUMMARY:Contract review (Acme)
ORGANIZER;CN=Ana Ruiz:mailto:{organizer}
ATTENDEE;CN=Jo Kern;PARTSTAT={partstat};CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPA
 NT:mailto:{email}
DTSTART:{begin}
DTEND:{end}
SEQUENCE:{sequence}
{comment}
END:VEVENT
END:VCALENDAR

--------------Inner{number}--

--------------Boundary{number}
Content-Type: application/ics; name="invite.ics"
Content-Disposition: attachment; filename="invite.ics"
Content-Transfer-Encoding: base64

QkVHSU46VkNBTEVOREFSCkVORDpWQ0FMRU5EQVIK
--------------Boundary{number}--
"""

SHAPES = {"gmail": GMAIL, "outlook": OUTLOOK, "apple": APPLE, "thunderbird": THUNDERBIRD}
WORDS = {"ACCEPTED": "Accepted", "TENTATIVE": "Tentative", "DECLINED": "Declined"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer to a mail, and what a test changes of it."""

    to: Post
    shape: str = GMAIL
    method: str = "REPLY"
    partstat: str = "ACCEPTED"
    email: str = ""
    organizer: str = ""
    uid: str = ""
    sequence: str = ""
    stamp: str = "20261123T110000Z"
    number: int = 1
    begin: str = "20261215T090000Z"
    end: str = "20261215T103000Z"
    comment: str = ""

    def but(self, **changed: object) -> Reply:
        """Return the same, changed."""
        return replace(self, **changed)  # type: ignore[arg-type] # as the tests say

    def raw(self) -> bytes:
        """Return the message as it comes."""
        event = self.to.event
        comment = f"COMMENT:{self.comment}" if self.comment else "X-NOTHING:1"
        values = {
            "method": self.method,
            "partstat": self.partstat,
            "word": WORDS.get(self.partstat, "Proposed"),
            "email": self.email or self.to.to,
            "organizer": self.organizer or str(self.to.message["Reply-To"]),
            "uid": self.uid or str(event["UID"]),
            "sequence": self.sequence or str(event["SEQUENCE"]),
            "stamp": self.stamp,
            "number": self.number,
            "begin": self.begin,
            "end": self.end,
            "begin_local": _local(self.begin),
            "end_local": _local(self.end),
            "comment": comment,
            "words": self.comment,
        }
        file = APPLE_FILE.format(**values).replace("\n", "\r\n").encode()
        text = self.shape.format(**values, encoded=encodebytes(file).decode())
        return text.replace("\n", "\r\n").encode()


def _local(time: str) -> str:
    """Return a time of UTC as clocks in Berlin show it in winter."""
    hour = int(time[9:11]) + 1
    return f"{time[:9]}{hour:02}{time[11:15]}"
