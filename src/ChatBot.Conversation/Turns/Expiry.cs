using ChatBot.Conversation.Forms;
using ChatBot.Kernel.Telemetry;

namespace ChatBot.Conversation.Turns;

/// <summary>Ends forms that nobody went on with; what is said then is taken as something new.</summary>
internal sealed class Expiry(BotTelemetry telemetry)
{
    /// <summary>Ends the running form if it waited too long; whether the person was told so.</summary>
    public bool Expire(Turn turn)
    {
        var state = turn.State;
        if (state.Running is not { } run)
        {
            return false;
        }

        var form = turn.Library.Form(run.Form);
        if (form is not null && turn.Scope.Now - DateTimeOffset.FromUnixTimeSeconds(run.TouchedAt) <= form.Wait)
        {
            return false;
        }

        telemetry.Dialog(run.Form, DialogOutcome.Expired);
        state.Running = null;
        state.Suspended = null;
        state.Later = null;
        if (form is null || turn.InGroup)
        {
            return false;
        }

        turn.Say("dialog.expired", ("title", FormPrompts.TitleOf(form)), ("waited", form.Wait));
        return true;
    }
}
