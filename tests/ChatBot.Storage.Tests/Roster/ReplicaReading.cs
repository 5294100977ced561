using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Storage.Tests.Roster;

/// <summary>What another process sees.</summary>
internal static class ReplicaReading
{
    public static async Task<(BranchId Branch, MemberId Member)?> Find(this IServiceProvider replica, PlatformUser user) =>
        await replica.GetRequiredService<IBranchDirectory>().FindAsync(user, TestContext.Current.CancellationToken);

    public static async Task<string> NameOf(this IServiceProvider replica, BranchId branch, MemberId member) =>
        (await replica.GetRequiredService<IBranchDirectory>().GetAsync(branch, TestContext.Current.CancellationToken))!.NameOf(member);
}
