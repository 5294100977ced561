using ChatBot.Kernel.Declarations;

namespace ChatBot.Capabilities.Undo;

/// <summary>What can be taken back.</summary>
public sealed class UndoCapability : Capability
{
    /// <inheritdoc/>
    public override string Name => "undo";

    /// <inheritdoc/>
    public override void Declare(CapabilityBuilder room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Undoes<UndoSessions>().Undoes<UndoAttendance>().Undoes<UndoAnswers>().Undoes<UndoDecisions>().Undoes<UndoWithdrawals>();
    }
}
