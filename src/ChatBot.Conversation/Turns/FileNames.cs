using ChatBot.Conversation.Forms;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Turns;

/// <summary>How a file that stays on the platform is called.</summary>
internal static class FileNames
{
    /// <summary>Its name; where the platform gives none, the word for its kind.</summary>
    public static string Of(InboundAttachment attachment, IWording wording, Turn turn) =>
        string.IsNullOrWhiteSpace(attachment.Name)
            ? wording.Render(
                Phrase.Of(attachment.Kind switch { "image" => "dialog.files.image", "voice" => "dialog.files.voice", "video" => "dialog.files.video", _ => "dialog.files.other" }),
                turn.Scope.Branch.Calendar,
                turn.Scope.Now)
            : attachment.Name.Trim();
}
