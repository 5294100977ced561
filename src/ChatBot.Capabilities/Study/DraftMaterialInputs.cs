using ChatBot.Capabilities.Sessions;

namespace ChatBot.Capabilities.Study;

/// <summary>Study material to post.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its text.</param>
/// <param name="Link">Where it leads.</param>
/// <param name="File">The name of its file.</param>
/// <param name="Session">The session it prepares.</param>
/// <param name="Superior">Whether the superior set it.</param>
public sealed record DraftMaterialInputs(string? Title, string? Body, string? Link, string? File, SessionId? Session, bool Superior);
