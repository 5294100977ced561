using System.Net;

namespace ChatBot.PlatformDoubles;

/// <summary>How a double misbehaves once; see <see cref="PlatformDouble.FailNext(string, Failure, int)"/>.</summary>
public sealed record Failure
{
    /// <summary>HTTP status of the answer.</summary>
    public HttpStatusCode Status { get; private init; } = HttpStatusCode.OK;

    /// <summary>Error number of the style <c>{errcode, errmsg}</c>.</summary>
    public int? Number { get; private init; }

    /// <summary>Dotted error code of DingTalk's newer interface.</summary>
    public string? Code { get; private init; }

    /// <summary>A body to send as it is, e.g. the HTML page of a blocked address.</summary>
    public string? Body { get; private init; }

    /// <summary>Whether the connection is cut instead of an answer.</summary>
    public bool Cut { get; private init; }

    /// <summary>Whether the call does its work before the failure shows: the caller cannot know the outcome.</summary>
    public bool AfterEffect { get; private init; }

    /// <summary>Whether a socket stays open without the answer; over HTTP the connection is cut all the same.</summary>
    public bool Silent { get; private init; }

    /// <summary>HTTP 200 with this error number.</summary>
    public static Failure Errcode(int number) => new() { Number = number };

    /// <summary>An HTTP error of a proxy in between, without the platform's JSON.</summary>
    public static Failure Http(HttpStatusCode status) => new() { Status = status };

    /// <summary>An error in the style of DingTalk's newer interface, e.g. 400 <c>send.too.fast</c>.</summary>
    public static Failure Dotted(HttpStatusCode status, string code) => new() { Status = status, Code = code };

    /// <summary>A body that is not what the caller expects.</summary>
    public static Failure Garbage(string body, HttpStatusCode status = HttpStatusCode.OK) => new() { Status = status, Body = body };

    /// <summary>The connection breaks before anything was done.</summary>
    public static Failure ConnectionCut() => new() { Cut = true };

    /// <summary>The message is taken, but the answer never arrives.</summary>
    public static Failure AnswerLost() => new() { Cut = true, AfterEffect = true };

    /// <summary>The call does its work, but on a socket that stays open the answer never comes.</summary>
    public static Failure NoAnswer() => new() { Cut = true, AfterEffect = true, Silent = true };
}
