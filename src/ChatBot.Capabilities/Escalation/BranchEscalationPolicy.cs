using ChatBot.Kernel.Policy;

namespace ChatBot.Capabilities.Escalation;

/// <summary>The section of a branch's policy.</summary>
public static class BranchEscalationPolicy
{
    extension(BranchPolicy policy)
    {
        /// <summary>Escalation (R-721…R-724, C-10).</summary>
        public EscalationPolicy Escalation => policy.Section<EscalationPolicy>();
    }
}
