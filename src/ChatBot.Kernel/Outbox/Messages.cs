using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Outbox;

/// <summary>Short ways for renderers to say what they decided.</summary>
public static class Messages
{
    /// <summary>Send the reply in words.</summary>
    public static Rendering Send(this IWording wording, Reply reply, BranchSnapshot branch, DateTimeOffset now) =>
        new Rendering.Send(wording.Render(reply, branch.Calendar, now));

    /// <summary>A fact that is an id; null when the row does not hold it.</summary>
    public static Guid? Id(this OutboxItem item, string name) =>
        item.Facts.TryGetValue(name, out var text) && Guid.TryParse(text, out var id) ? id : null;
}
