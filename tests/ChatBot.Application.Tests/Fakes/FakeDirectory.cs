using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Tests.Fakes;

/// <summary>Everybody is somebody of the one branch; counts how often the branch was forgotten.</summary>
internal sealed class FakeDirectory : IBranchDirectory
{
    public int Invalidated { get; private set; }

    public ValueTask<(BranchId Branch, MemberId Member)?> FindAsync(PlatformUser user, CancellationToken cancellationToken) =>
        new((Samples.Branch, new MemberId(Samples.Branch.Value)));

    public ValueTask<BranchSnapshot?> GetAsync(BranchId branch, CancellationToken cancellationToken) => default;

    public Task InvalidateAsync(BranchId branch, CancellationToken cancellationToken)
    {
        Invalidated++;
        return Task.CompletedTask;
    }
}
