using System.Text.Json;

namespace ChatBot.PlatformDoubles;

/// <summary>A bot's acknowledgement of a frame.</summary>
/// <param name="Code">200 taken, 404 no handler, 500 failed.</param>
/// <param name="Message">Its words; free.</param>
/// <param name="Data">The data, parsed a second time; undefined when there was none.</param>
/// <param name="Connection">Number of the connection on which it came.</param>
/// <param name="After">Time since the last push, in real time.</param>
public sealed record DingTalkAcknowledgement(int Code, string Message, JsonElement Data, int Connection, TimeSpan After);
