using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk;

/// <summary>Departments and members (topapi/v2): direct children only, page by page, free of the monthly quota.</summary>
internal sealed class DingTalkRoster(DingTalkDouble platform, DingTalkTokens tokens)
{
    private const int MostPerPage = 100;

    private DingTalkDoubleOptions Organisation => platform.Options;

    public void Map(IEndpointRouteBuilder app)
    {
        platform.Serve(app, "POST", "/topapi/v2/department/listsub", DingTalkRoutes.DepartmentListSub, (call, _) => Task.FromResult(Departments(call)));
        platform.Serve(app, "POST", "/topapi/v2/department/listsubid", DingTalkRoutes.DepartmentListSubId, (call, _) => Task.FromResult(DepartmentIds(call)));
        platform.Serve(app, "POST", "/topapi/user/listsimple", DingTalkRoutes.UserListSimple, (call, _) => Task.FromResult(Users(call, SimpleRow)));
        platform.Serve(app, "POST", "/topapi/user/listid", DingTalkRoutes.UserListId, (call, _) => Task.FromResult(UserIds(call)));
        platform.Serve(app, "POST", "/topapi/user/getbyunionid", DingTalkRoutes.UserByUnionId, (call, _) => Task.FromResult(ByUnionId(call)));
        platform.Serve(app, "POST", "/topapi/v2/user/getbymobile", DingTalkRoutes.UserByMobile, (call, _) => Task.FromResult(ByMobile(call)));
        platform.Serve(app, "POST", "/topapi/v2/user/list", DingTalkRoutes.UserList, (call, _) => Task.FromResult(Users(call, Row)));
        platform.Serve(app, "POST", "/topapi/v2/user/get", DingTalkRoutes.UserGet, (call, _) => Task.FromResult(User(call)));
    }

    private Answer Departments(ApiCall call)
    {
        var body = Body(call);
        var parent = Department(body.Has("dept_id") ? body.Integer("dept_id") : 1);
        return DingTalkErrors.OldOk("result", new JsonArray([.. Organisation.Departments.Where(d => d.ParentId == parent.Id).Select(d => (JsonNode)new JsonObject
        {
            ["dept_id"] = d.Id,
            ["name"] = d.Name,
            ["parent_id"] = d.ParentId,
            ["create_dept_group"] = false,
            ["auto_add_user"] = false,
        })]));
    }

    private Answer Users(ApiCall call, Func<DingTalkMember, JsonNode> row)
    {
        var body = Body(call);
        var department = Department(body.Integer("dept_id"));
        var cursor = body.Integer("cursor") is { } c and >= 0 ? (int)c : throw DingTalkErrors.RefuseOld(40068);
        var size = body.Integer("size") is { } s and >= 1 and <= MostPerPage ? (int)s : throw DingTalkErrors.RefuseOld(40069);
        var members = Organisation.Members.Where(m => m.Departments.Contains(department.Id)).ToList();
        var hasMore = cursor + size < members.Count;
        var result = new JsonObject { ["has_more"] = hasMore, ["list"] = new JsonArray([.. members.Skip(cursor).Take(size).Select(row)]) };
        if (hasMore)
        {
            result["next_cursor"] = cursor + size;
        }

        return DingTalkErrors.OldOk("result", result);
    }

    private Answer DepartmentIds(ApiCall call)
    {
        var parent = Department(Body(call).Integer("dept_id"));
        var ids = Organisation.Departments.Where(d => d.ParentId == parent.Id).Select(d => (JsonNode)d.Id);
        return DingTalkErrors.OldOk("result", new JsonObject { ["dept_id_list"] = new JsonArray([.. ids]) });
    }

    private Answer UserIds(ApiCall call)
    {
        var department = Department(Body(call).Integer("dept_id"));
        var ids = Organisation.Members.Where(m => m.Departments.Contains(department.Id)).Select(m => (JsonNode)m.UserId);
        return DingTalkErrors.OldOk("result", new JsonObject { ["userid_list"] = new JsonArray([.. ids]) });
    }

    private Answer ByUnionId(ApiCall call)
    {
        var member = Member(Body(call).Text("unionid"), UnionId);
        return DingTalkErrors.OldOk("result", new JsonObject { ["userid"] = member.UserId, ["contact_type"] = 0 });
    }

    private Answer ByMobile(ApiCall call) =>
        DingTalkErrors.OldOk("result", new JsonObject { ["userid"] = Member(Body(call).Text("mobile"), m => m.Mobile).UserId });

    private DingTalkMember Member(string value, Func<DingTalkMember, string> by) => value.Length == 0
        ? throw DingTalkErrors.RefuseOld(400002)
        : Organisation.Members.FirstOrDefault(m => by(m) == value) ?? throw DingTalkErrors.RefuseOld(60121);

    private Answer User(ApiCall call)
    {
        var member = Member(Body(call).Text("userid"), m => m.UserId);
        var row = Row(member);
        row["manager_userid"] = "";
        row["role_list"] = new JsonArray();
        row["leader_in_dept"] = new JsonArray([.. member.Departments.Select(d => (JsonNode)new JsonObject { ["dept_id"] = d, ["leader"] = member.IsLeader })]);
        return DingTalkErrors.OldOk("result", row);
    }

    private JsonElement Body(ApiCall call)
    {
        tokens.RequireOld(call);
        return call.Body.Length == 0
            ? JsonSerializer.SerializeToElement(new JsonObject())
            : call.JsonObject() ?? throw DingTalkErrors.RefuseOld(40035);
    }

    private DingTalkDepartment Department(long? id) => id is null
        ? throw DingTalkErrors.RefuseOld(400002)
        : Organisation.Departments.FirstOrDefault(d => d.Id == id) ?? throw DingTalkErrors.RefuseOld(60003);

    private static string UnionId(DingTalkMember member) => "union" + member.UserId;

    private static JsonObject SimpleRow(DingTalkMember m) => new() { ["userid"] = m.UserId, ["name"] = m.Name };

    private static JsonObject Row(DingTalkMember m) => new()
    {
        ["userid"] = m.UserId,
        ["unionid"] = UnionId(m),
        ["name"] = m.Name,
        ["mobile"] = m.Mobile,
        ["title"] = m.Title,
        ["job_number"] = "",
        ["dept_id_list"] = new JsonArray([.. m.Departments.Select(d => (JsonNode)d)]),
        ["active"] = true,
        ["admin"] = false,
        ["boss"] = false,
        ["leader"] = m.IsLeader,
    };
}
